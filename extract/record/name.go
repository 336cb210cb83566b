package record

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/demarche-kg/demarche/schema/symbol"
)

var (
	// councilName is a file of the UNSC Debates corpus: year, meeting,
	// resumption, speech. Letters with statements stand in it as
	// "SPV.2020_397".
	councilName = regexp.MustCompile(`^UNSC_([0-9]{4})_SPV\.([0-9]+)(?:_([0-9]+))?(?:Resumption([0-9]+))?(?:_spch([0-9]+))?$`)
	// assemblyName is a file of the UN General Debate Corpus: state, session,
	// year.
	assemblyName = regexp.MustCompile(`^([A-Z]{3})_([0-9]{1,3})_([0-9]{4})(?:_[A-Za-z0-9]+)*$`)
	// oneSpeech is a meeting of the Council and a word: "SPV.5881_kazakhstan".
	oneSpeech = regexp.MustCompile(`^S_?PV\.([0-9]+)_[A-Za-z]{2,}$`)
)

// named is what the name of a file tells.
type named struct {
	base     string // without the extension
	record   string // the symbol; "" where the name has none
	kind     symbol.Kind
	year     string
	heading  string // the title
	state    string
	speech   int // 0 where not told
	part     bool
	warnings []string
}

// parseName takes what it can from the name of a file.
func parseName(name string) named {
	name = base(name)
	n := named{base: name}
	if i := strings.LastIndexByte(name, '.'); i > 0 && len(name)-i <= 6 && !strings.ContainsAny(name[i:], "0123456789") {
		n.base = name[:i]
	}
	if n.base == "" {
		n.base = name
	}
	if m := councilName.FindStringSubmatch(n.base); m != nil {
		n.year, n.part = m[1], m[5] != ""
		n.record = "S/PV." + m[2]
		if m[3] != "" {
			n.record = "S/" + m[2] + "/" + m[3]
		}
		if m[4] != "" {
			n.record += " (Resumption " + m[4] + ")"
		}
		n.speech, _ = strconv.Atoi(m[5])
		if s, err := symbol.Parse(n.record); err == nil {
			n.record = s.String()
		}
		return n
	}
	if m := assemblyName.FindStringSubmatch(n.base); m != nil {
		session, _ := strconv.Atoi(m[2])
		n.state, n.year, n.record = m[1], m[3], n.base
		n.heading = "General debate of the " + ordinal(session) + " session of the General Assembly"
		return n
	}
	if m := oneSpeech.FindStringSubmatch(n.base); m != nil && !strings.HasSuffix(n.base, "_EN") {
		n.record, n.part = "S/PV."+m[1], true
		n.warnings = []string{fmt.Sprintf("%s holds part of %s and does not tell which: its speeches are numbered from 1", name, n.record)}
		return n
	}
	for _, sep := range []string{"_", "-"} {
		s := strings.TrimSuffix(strings.TrimSuffix(n.base, "_E"), "_EN")
		if s, err := symbol.Parse(strings.ReplaceAll(s, sep, "/")); err == nil {
			n.record, n.kind = s.String(), s.Kind()
			break
		}
	}
	return n
}

// symbol is the record's: as the name has it, else as is printed, else the
// name.
func (n named) symbol(f front) string {
	switch {
	case n.record != "":
		return n.record
	case f.symbol != "":
		return f.symbol
	}
	return n.base
}

func (n named) title(f front) string {
	if n.heading != "" {
		return n.heading
	}
	return f.title
}

// date is the day that is printed, unless the name has another year, else the
// year in the name.
func (n named) date(f front) string {
	if n.year == "" || strings.HasPrefix(f.date, n.year) {
		return f.date
	}
	return n.year
}

// ordinal is n in words of figures: 63rd.
func ordinal(n int) string {
	suffix := "th"
	if n/10%10 != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}
