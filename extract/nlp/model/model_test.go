package model

import (
	"bytes"
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/demarche-kg/demarche/extract/nlp/model/kernel"
)

// toy is a small network with random weights.
func toy() *Model {
	m := New(Config{Word: 8, Affix: 8, Vector: 4, Hidden: 32, Layers: 2, Arc: 16, Label: 8, Buckets: 64},
		Vocab{
			Words: []string{RootName, UnknownName, "we", "agree", "."}, Vectors: []string{"we", "treaty"},
			UPOS: []string{"NOUN", "VERB"}, XPOS: []string{"NN", "NNS", "VB"}, Rels: []string{"obj", "root", "nsubj"},
			Pairs: []string{"NOUN NN", "VERB VB"},
		}, rand.New(rand.NewPCG(1, 2)))
	for i := range m.VectorTable.W {
		m.VectorTable.W[i] = float32(i%5) / 10
	}
	return m
}

func sentence(m *Model, forms ...string) []Features {
	var f []Features
	for _, x := range forms {
		f = append(f, m.Features(x))
	}
	return f
}

// A model that is written and read parses as its rounded self; written again it
// gives the same bytes.
func TestFile(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, toy()); err != nil {
		t.Fatal(err)
	}
	m, err := Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Version) != 12 || m.Config != toy().Config || !reflect.DeepEqual(m.Vocab, toy().Vocab) {
		t.Errorf("version %q, %+v", m.Version, m.Config)
	}
	for i, p := range m.Dense() {
		for j, w := range toy().Dense()[i].W {
			if math.Abs(float64(w-p.W[j])) > 0.02 {
				t.Fatalf("%s[%d] is %g, was %g", p.Name, j, p.W[j], w)
			}
		}
	}
	var c bytes.Buffer
	if err := Write(&c, m); err != nil || !bytes.Equal(b.Bytes(), c.Bytes()) {
		t.Errorf("written again it has other bytes (%v)", err)
	}
}

func TestFileDamaged(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, toy()); err != nil {
		t.Fatal(err)
	}
	whole := b.Bytes()
	for name, data := range map[string][]byte{
		"empty": nil, "cut": whole[:len(whole)-1], "other": []byte("GIF89a, and some more bytes that do not matter here at all"),
		"version": append(append([]byte(magic), 9), whole[len(magic)+1:]...),
		"flipped": append(append(append([]byte(nil), whole[:500]...), whole[500]^1), whole[501:]...),
	} {
		if _, err := Read(data); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := Write(&b, toy()); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := Read(data); err != nil && !errors.Is(err, ErrFormat) {
			t.Fatal(err)
		}
	})
}

// A sentence is parsed alike alone and in company, and by every path.
func TestRunner(t *testing.T) {
	m := toy()
	long := sentence(m, "We", "agree", "with", "the", "Treaty", ".")
	short := sentence(m, "We", "disagree")
	one := sentence(m, "Yes")
	var first []Parse
	for _, path := range kernel.Available() {
		net := NewNetwork(m, path)
		r := net.NewRunner()
		got := r.Run([][]Features{long, short, one})
		for i, s := range [][]Features{long, short, one} {
			alone := net.NewRunner().Run([][]Features{s})[0]
			if !reflect.DeepEqual(alone, got[i]) {
				t.Errorf("%v: sentence %d differs in company: %+v, %+v", path, i, got[i], alone)
			}
		}
		if again := r.Run([][]Features{long, short, one}); !reflect.DeepEqual(again, got) {
			t.Errorf("%v: the second run differs", path)
		}
		if first == nil {
			first = got
		}
		for i := range got {
			for j := range got[i].Margin {
				if math.Abs(float64(got[i].Margin[j]-first[i].Margin[j])) > 0.05 {
					t.Errorf("%v: margin %g, want %g", path, got[i].Margin[j], first[i].Margin[j])
				}
			}
			for j, u := range got[i].UPOS {
				if x := got[i].XPOS[j]; u == 0 && x != 0 || u == 1 && x != 2 {
					t.Errorf("%v: tags %d and %d do not go together", path, u, x)
				}
			}
		}
	}
	if NewNetwork(m, kernel.Portable).NewRunner().Run(nil) != nil {
		t.Error("no sentences have parses")
	}
}

// Words beyond the room of the cache are computed each time, to the same result.
func TestCacheFull(t *testing.T) {
	m := toy()
	net := NewNetwork(m, kernel.Best())
	s := sentence(m, "We", "agree", "unseen")
	want := net.NewRunner().Run([][]Features{s})
	full := NewNetwork(m, kernel.Best())
	for i := range cacheRows {
		full.cache[Features{Word: int32(i), Vector: -7}] = 0
	}
	for range 2 {
		if got := full.NewRunner().Run([][]Features{s}); !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
}

func TestShape(t *testing.T) {
	for in, want := range map[string]string{"Canada": "Xxxx", "S/RES/1540": "X/XXX/ddd", "Ki-moon's": "Xx-xxx'x", "é9": "ud", "NATO": "XXX"} {
		if got := Shape(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}
