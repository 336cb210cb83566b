package conllu

import (
	"strings"
	"testing"
)

const example = `# sent_id = 1
# text = They don't.
1	They	they	PRON	PRP	Case=Nom	2	nsubj	2:nsubj	_
2-3	don't	_	_	_	_	_	_	_	SpaceAfter=No
2	do	do	VERB	VBP	_	0	root	_	_
3	n't	not	PART	RB	_	2	advmod	_	_
3.1	go	go	VERB	VB	_	_	_	2:conj	_
4	_	_	PUNCT	.	_	_	punct	_	_
5.1	x	_	_	_	_	_	_	_	_

`

// A file is written back line for line.
func TestRoundTrip(t *testing.T) {
	s, err := Read(strings.NewReader(example))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := Write(&b, s); err != nil {
		t.Fatal(err)
	}
	if b.String() != example {
		t.Errorf("got\n%s", b.String())
	}
	if v, ok := s[0].Comment("text"); !ok || v != "They don't." {
		t.Errorf("text is %q", v)
	}
	if _, ok := s[0].Comment("sent"); ok {
		t.Error("part of a key is taken for a key")
	}
}

func TestReadErrors(t *testing.T) {
	for in, want := range map[string]string{
		"1\tx\n":                              "line 1: 2 columns",
		"2\tx\t_\t_\t_\t_\t0\troot\t_\t_\n":   "line 1: token number",
		"1\tx\t_\t_\t_\t_\tz\troot\t_\t_\n":   "line 1: head",
		"1\tx\t_\t_\t_\t_\t7\troot\t_\t_\n\n": "head 7 of 1",
		"1\t\t_\t_\t_\t_\t0\troot\t_\t_\n":    "empty form",
	} {
		if _, err := Read(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", in, err, want)
		}
	}
	if _, err := ReadFile("testdata/none"); err == nil {
		t.Error("a file that is not there is read")
	}
}

func TestCompare(t *testing.T) {
	gold, err := Read(strings.NewReader(example))
	if err != nil {
		t.Fatal(err)
	}
	pred, _ := Read(strings.NewReader(strings.ReplaceAll(strings.Replace(example, "2\tnsubj\t", "2\tobj:x\t", 1), "\tnot\t", "\tno\t")))
	s, err := Compare(gold, pred)
	if err != nil {
		t.Fatal(err)
	}
	want := Score{Words: 4, UPOS: 4, XPOS: 4, Lemma: 3, UAS: 4, LAS: 3, LASFull: 3}
	if s != want {
		t.Errorf("got %+v, want %+v", s, want)
	}
	if _, err := Compare(gold, nil); err == nil {
		t.Error("files of other lengths are compared")
	}
}
