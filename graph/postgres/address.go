package postgres

import (
	"errors"
	"net/url"
	"strings"
)

// errAddress says how an address is written. It quotes nothing, because the
// address may hold a password.
var errAddress = errors.New("the address is no URL of a database: write postgres://USER:PASSWORD@HOST:5432/DATABASE, " +
	"with each special character of the password as % and two hexadecimal digits, " +
	"or leave the password to PGPASSWORD or ~/.pgpass")

// IsAddress reports whether s is meant as the address of a database.
func IsAddress(s string) bool {
	return strings.HasPrefix(s, "postgres://") || strings.HasPrefix(s, "postgresql://")
}

// Redact returns an address without password and parameters, for people to
// read.
func Redact(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "postgres://..."
	}
	shown := url.URL{Scheme: "postgres", Host: u.Host, Path: u.Path}
	if name := u.User.Username(); name != "" {
		shown.User = url.User(name)
	}
	return shown.String()
}

// source returns what the driver takes for an address: it, with what we set
// unless it says otherwise.
func source(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || !IsAddress(address) || u.Opaque != "" {
		return "", errAddress
	}
	q, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return "", errAddress
	}
	for _, s := range []struct{ name, value string }{
		{"application_name", "demarche"},
		{"connect_timeout", "10"},
		{"binary_parameters", "yes"}, // one round trip a statement, not two
	} {
		if !q.Has(s.name) {
			q.Set(s.name, s.value)
		}
	}
	u.RawQuery = q.Encode()
	return u.String(), nil
}
