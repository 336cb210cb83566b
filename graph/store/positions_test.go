package store

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
)

// Quads shaped like those of real positions: a record is a named graph of some
// 600 quads with 37 positions of 16 quads each, holders and targets come from
// closed lists with a few frequent ones, and each position has its own quote.

const (
	dm = "https://demarche.example/ns#"
	id = "https://demarche.example/id/"
	oa = "http://www.w3.org/ns/oa#"
)

const (
	rdfType       = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
	dmHolder      = quad.IRI(dm + "holder")
	dmStance      = quad.IRI(dm + "stance")
	dmTarget      = quad.IRI(dm + "target")
	dmSpeech      = quad.IRI(dm + "speech")
	dmConfidence  = quad.IRI(dm + "confidence")
	dmEvidence    = quad.IRI(dm + "evidence")
	perRecord     = 37
	quadsOfRecord = 8 + 16*perRecord
)

var stances = [...]string{"supports", "welcomes", "recognizes", "advocates", "commits", "acts", "notes", "reserves", "thanks", "concerned", "criticizes", "opposes"}

const words = "the Assembly additional mechanisms of multilateral consultations would help to fill in gaps a transparent and verifiable reduction of armed forces in Europe remains our common goal while delegations underline the importance of universal adherence to this instrument as soon as possible in accordance with international law and the Charter"

// A generator makes records, the same ones for the same seed.
type generator struct {
	rand  *rand.Rand
	words []string
	n     int
}

func newGenerator(seed uint64) *generator {
	return &generator{rand: rand.New(rand.NewPCG(seed, 1)), words: strings.Fields(words)}
}

// few returns a number below n, small ones more often.
func (g *generator) few(n int) int {
	return min(int(math.Abs(g.rand.NormFloat64())*float64(n)/3), n-1)
}

func (g *generator) text(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(g.words[g.rand.IntN(len(g.words))])
	}
	return b.String()
}

func recordLabel(n int) quad.IRI { return quad.IRI(fmt.Sprintf("%srecord/S/PV.%d", id, 1000+n)) }

// record returns the quads of the next record.
func (g *generator) record() []quad.Quad {
	label := recordLabel(g.n)
	g.n++
	return g.recordAs(label)
}

// recordAs returns a record under a given label.
func (g *generator) recordAs(label quad.IRI) []quad.Quad {
	out := make([]quad.Quad, 0, quadsOfRecord)
	add := func(s quad.Value, p quad.IRI, o quad.Value) {
		out = append(out, quad.Quad{Subject: s, Predicate: p, Object: o, Label: label})
	}
	day := time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, g.rand.IntN(12000))
	date := quad.TypedString{Value: quad.String(day.Format("2006-01-02")), Type: nsXSD + "date"}
	add(label, rdfType, quad.IRI(dm+"Record"))
	add(label, "http://purl.org/dc/terms/date", date)
	add(label, "http://purl.org/dc/terms/identifier", quad.String(label[len(id)+7:]))
	add(label, "http://purl.org/dc/terms/language", quad.String("en"))
	add(label, "http://purl.org/dc/terms/publisher", quad.IRI(id+"body/un-security-council"))
	add(label, "http://purl.org/dc/terms/title", quad.LangString{Value: quad.String(g.text(12)), Lang: "en"})
	add(label, "http://www.w3.org/ns/prov#generatedAtTime", quad.Time(day.Add(36*time.Hour)))
	add(label, dm+"sentences", quad.Int(g.rand.IntN(900)))
	offset := 0
	for i := range perRecord {
		offset += 40 + g.rand.IntN(600)
		speech := quad.IRI(fmt.Sprintf("%s/speech/%d", string(label), 1+i/6))
		p := quad.IRI(fmt.Sprintf("%sposition/%016x%08x", id, g.rand.Uint64(), g.rand.Uint32()))
		e := p + "/evidence"
		holder := quad.IRI(fmt.Sprintf("%sstate/%c%c%c", id, 'A'+i/6, 'A'+g.few(8), 'A'+g.few(3)))
		target := quad.IRI(fmt.Sprintf("%sinstrument/instrument-number-%d", id, g.few(600)))
		stance := stances[g.few(len(stances))]
		quote := g.text(18 + g.rand.IntN(12))
		add(holder, quad.IRI(dm+stance), target)
		add(p, rdfType, quad.IRI(dm+"Position"))
		add(p, dmHolder, holder)
		add(p, dmStance, quad.IRI(dm+stance))
		add(p, dmTarget, target)
		add(p, dm+"action", quad.String(g.words[g.rand.IntN(len(g.words))]+" "+g.words[g.few(len(g.words))]))
		add(p, dm+"topic", quad.IRI(fmt.Sprintf("%stopic/%d", id, g.few(120))))
		add(p, dmConfidence, quad.Float(float64(30+g.rand.IntN(70))/100))
		add(p, "http://purl.org/dc/terms/date", date)
		add(p, dmSpeech, speech)
		add(p, "http://www.w3.org/ns/prov#wasGeneratedBy", quad.IRI(fmt.Sprintf("%srule/%d", id, g.few(60))))
		add(p, dmEvidence, e)
		add(e, rdfType, quad.IRI(oa+"TextQuoteSelector"))
		add(e, oa+"exact", quad.String(quote))
		add(e, oa+"start", quad.Int(offset))
		add(e, oa+"end", quad.Int(offset+len(quote)))
	}
	return out
}

// quadsOf returns at least n quads in whole records.
func quadsOf(seed uint64, n int) []quad.Quad {
	g := newGenerator(seed)
	out := make([]quad.Quad, 0, n+quadsOfRecord)
	for len(out) < n {
		out = append(out, g.record()...)
	}
	return out
}

// sliceReader reads quads from memory.
type sliceReader struct{ quads []quad.Quad }

func (r *sliceReader) ReadQuad() (q quad.Quad, err error) {
	if len(r.quads) == 0 {
		return q, io.EOF
	}
	q, r.quads = r.quads[0], r.quads[1:]
	return q, nil
}
