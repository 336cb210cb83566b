package conllu

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// maxLine bounds the bytes of one line.
const maxLine = 1 << 24

// Read reads every sentence of r. Errors name the line, counted from 1.
func Read(r io.Reader) ([]Sentence, error) {
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 1<<16), maxLine)
	var out []Sentence
	var cur Sentence
	var before []string
	line := 0
	flush := func() error {
		cur.After, before = before, nil
		if len(cur.Tokens) == 0 {
			if len(cur.After) > 0 {
				return fmt.Errorf("line %d: sentence without words", line)
			}
			cur = Sentence{}
			return nil
		}
		for i, t := range cur.Tokens {
			if t.Head > len(cur.Tokens) {
				return fmt.Errorf("line %d: token %d has head %d of %d", line, i+1, t.Head, len(cur.Tokens))
			}
		}
		out = append(out, cur)
		cur = Sentence{}
		return nil
	}
	for sc.Scan() {
		line++
		l := strings.TrimSuffix(sc.Text(), "\r")
		switch {
		case l == "":
			if err := flush(); err != nil {
				return nil, err
			}
		case l[0] == '#':
			cur.Comments = append(cur.Comments, l)
		default:
			c := strings.Split(l, "\t")
			if len(c) != 10 {
				return nil, fmt.Errorf("line %d: %d columns, want 10", line, len(c))
			}
			if strings.ContainsAny(c[0], "-.") {
				before = append(before, l)
				continue
			}
			t, err := token(c, len(cur.Tokens)+1)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", line, err)
			}
			t.Before, before = before, nil
			cur.Tokens = append(cur.Tokens, t)
		}
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("line %d: %w", line+1, err)
	}
	if err := flush(); err != nil {
		return nil, err
	}
	return out, nil
}

// ReadFile reads the sentences of a file. Errors name the file and the line.
func ReadFile(name string) ([]Sentence, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	s, err := Read(f)
	if err != nil {
		err = fmt.Errorf("%s: %w", name, err)
	}
	return s, errors.Join(err, f.Close())
}

func token(c []string, want int) (Token, error) {
	n, err := strconv.Atoi(c[0])
	if err != nil || n != want {
		return Token{}, fmt.Errorf("token number %q, want %d", c[0], want)
	}
	if c[1] == "" {
		return Token{}, errors.New("empty form")
	}
	head := -1
	if c[6] != "_" {
		if head, err = strconv.Atoi(c[6]); err != nil || head < 0 {
			return Token{}, fmt.Errorf("head %q is not a number", c[6])
		}
	}
	lemma := field(c[2])
	if c[1] == "_" && lemma == "" {
		lemma = "_" // that of the underscore
	}
	return Token{
		Form: c[1], Lemma: lemma, UPOS: field(c[3]), XPOS: field(c[4]), Feats: field(c[5]),
		Head: head, Rel: field(c[7]), Deps: field(c[8]), Misc: field(c[9]),
	}, nil
}

func field(s string) string {
	if s == "_" {
		return ""
	}
	return s
}
