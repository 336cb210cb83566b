package store

import (
	"bytes"
	"math"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
)

const xsd = "http://www.w3.org/2001/XMLSchema#"

// TestEqualValues lists spellings of one value and what Canonical makes of
// them.
func TestEqualValues(t *testing.T) {
	noon := quad.Time(time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC))
	for _, c := range []struct {
		want quad.Value
		same []quad.Value
	}{
		{quad.Int(30), []quad.Value{
			quad.TypedString{Value: "30", Type: xsd + "integer"},
			quad.TypedString{Value: "30", Type: "xsd:integer"},
			quad.TypedString{Value: "+030", Type: xsd + "integer"},
		}},
		{quad.Float(0.93), []quad.Value{
			quad.TypedString{Value: "0.93", Type: xsd + "double"},
			quad.TypedString{Value: "9.3E-01", Type: "xsd:double"},
		}},
		{quad.Float(math.Inf(-1)), []quad.Value{quad.TypedString{Value: "-INF", Type: xsd + "double"}}},
		{quad.Bool(true), []quad.Value{
			quad.TypedString{Value: "1", Type: xsd + "boolean"},
			quad.TypedString{Value: "True", Type: "xsd:boolean"},
		}},
		{noon, []quad.Value{
			quad.TypedString{Value: "2024-02-29T12:00:00Z", Type: xsd + "dateTime"},
			quad.TypedString{Value: "2024-02-29T14:00:00.000+02:00", Type: "xsd:dateTime"},
			quad.Time(time.Time(noon).In(time.FixedZone("", 3600))),
		}},
		{quad.String("a"), []quad.Value{
			quad.TypedString{Value: "a", Type: "xsd:string"},
			quad.TypedString{Value: "a"},
			quad.LangString{Value: "a"},
		}},
		// what is no lexical form, or of another datatype, keeps its text
		{quad.TypedString{Value: "thirty", Type: xsd + "integer"}, []quad.Value{quad.TypedString{Value: "thirty", Type: "xsd:integer"}}},
		{quad.TypedString{Value: "99999999999999999999", Type: xsd + "integer"}, nil},
		{quad.TypedString{Value: "--1", Type: xsd + "integer"}, nil},
		{quad.TypedString{Value: "0x1p-2", Type: xsd + "double"}, nil},
		{quad.TypedString{Value: "30", Type: xsd + "int"}, []quad.Value{quad.TypedString{Value: "30", Type: "xsd:int"}}},
		{quad.TypedString{Value: "2024-02-30T12:00:00Z", Type: xsd + "dateTime"}, nil},
		{quad.TypedString{Value: "2024-02-29T12:00:00", Type: xsd + "dateTime"}, nil},
		{quad.TypedString{Value: "2024-02-29T12:00:00.1234567891Z", Type: xsd + "dateTime"}, nil},
		{quad.LangString{Value: "a", Lang: "fr"}, nil},
		{quad.IRI("xsd:integer"), nil},
	} {
		want, err := appendValue(nil, c.want)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range append(c.same, c.want) {
			got, err := appendValue(nil, v)
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("%#v is another node than %#v (%v)", v, c.want, err)
			}
			back, err := Canonical(v)
			if err != nil || back != c.want && !c.want.(interface{ Equal(quad.Value) bool }).Equal(back) {
				t.Errorf("Canonical(%#v) = %#v, %v; want %#v", v, back, err, c.want)
			}
		}
	}
}

// TestOrderOfValues lists values in the order in which they must sort.
func TestOrderOfValues(t *testing.T) {
	at := func(s string) quad.Value {
		v, err := time.Parse(time.RFC3339Nano, s)
		if err != nil {
			t.Fatal(err)
		}
		return quad.Time(v)
	}
	list := []quad.Value{
		quad.IRI("a"), quad.IRI("a/b"), quad.IRI("b"),
		quad.BNode("a"), quad.BNode("b"),
		quad.String(""), quad.String("\x00"), quad.String("a"), quad.String("a\x00"), quad.String("aa"),
		quad.LangString{Value: "b", Lang: "en"}, quad.LangString{Value: "a", Lang: "en-GB"}, quad.LangString{Value: "a", Lang: "fr"},
		quad.TypedString{Value: "b", Type: "t"}, quad.TypedString{Value: "a", Type: "t\x00"}, quad.TypedString{Value: "", Type: "u"},
		quad.Bool(false), quad.Bool(true),
		quad.Int(math.MinInt64), quad.Int(-2), quad.Int(-1), quad.Int(0), quad.Int(1), quad.Int(256), quad.Int(math.MaxInt64),
		quad.Float(math.Inf(-1)), quad.Float(-1e300), quad.Float(-1), quad.Float(-1e-300), quad.Float(math.Copysign(0, -1)),
		quad.Float(0), quad.Float(1e-300), quad.Float(0.93), quad.Float(1), quad.Float(math.Inf(1)), quad.Float(math.NaN()),
		at("0001-01-01T00:00:00Z"), at("1969-12-31T23:59:59.9Z"), at("1970-01-01T00:00:00Z"), at("2024-01-01T00:00:00Z"), at("2024-01-01T00:00:00.000000001Z"),
	}
	var last []byte
	for _, v := range list {
		enc, err := appendValue(nil, v)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Compare(last, enc) >= 0 {
			t.Errorf("%#v sorts before the value in front of it", v)
		}
		last = enc
		back, err := decodeValue(enc)
		if err != nil {
			t.Fatal(err)
		}
		again, err := appendValue(nil, back)
		if err != nil || !bytes.Equal(enc, again) {
			t.Errorf("%#v comes back as %#v", v, back)
		}
	}
}

// TestLexical shows values as RDF writes them.
func TestLexical(t *testing.T) {
	for _, c := range []struct {
		in   quad.Value
		want string
	}{
		{quad.Int(-5), `"-5"^^<` + xsd + `integer>`},
		{quad.Float(0.93), `"9.3E-1"^^<` + xsd + `double>`},
		{quad.Float(100), `"1.0E2"^^<` + xsd + `double>`},
		{quad.Float(0), `"0.0E0"^^<` + xsd + `double>`},
		{quad.Float(math.NaN()), `"NaN"^^<` + xsd + `double>`},
		{quad.Bool(true), `"true"^^<` + xsd + `boolean>`},
		{quad.Time(time.Date(2024, 1, 2, 3, 4, 5, 600, time.UTC)), `"2024-01-02T03:04:05.0000006Z"^^<` + xsd + `dateTime>`},
		{quad.TypedString{Value: "2024-01-02", Type: "xsd:date"}, `"2024-01-02"^^<` + xsd + `date>`},
		{quad.TypedString{Value: "+7", Type: "xsd:integer"}, `"7"^^<` + xsd + `integer>`},
		{quad.String("a"), `"a"`},
		{quad.IRI("rdf:type"), `<rdf:type>`},
	} {
		if got := Lexical(c.in).String(); got != c.want {
			t.Errorf("Lexical(%#v) = %s, want %s", c.in, got, c.want)
		}
		a, _ := appendValue(nil, c.in)
		b, _ := appendValue(nil, Lexical(c.in))
		if !bytes.Equal(a, b) {
			t.Errorf("Lexical(%#v) is another node", c.in)
		}
	}
}

// FuzzValue checks that what decodes encodes to the same bytes, and that text
// keys of two values are equal only if the values are.
func FuzzValue(f *testing.F) {
	for _, v := range []quad.Value{quad.IRI("a"), quad.LangString{Value: "x", Lang: "en"}, quad.Int(5), quad.Float(2), quad.Bool(true), quad.Time(time.Unix(5, 5)), quad.TypedString{Value: "x", Type: "xsd:date"}, quad.String("long enough to be cut and found by its hash instead")} {
		enc, err := appendValue(nil, v)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(enc)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := decodeValue(b)
		if err != nil {
			return
		}
		enc, err := appendValue(nil, v)
		if err != nil {
			return
		}
		back, err := decodeValue(enc)
		if err != nil {
			t.Fatal(err)
		}
		again, err := appendValue(nil, back)
		if err != nil || !bytes.Equal(enc, again) {
			t.Fatalf("%x becomes %x", enc, again)
		}
		if key := valueKey(nil, enc)[1:]; keyIsWhole(key) != bytes.Equal(key, enc) {
			t.Fatalf("key %x of %x", key, enc)
		}
	})
}

// TestIDs checks that ids come back, sort as numbers and report cuts.
func TestIDs(t *testing.T) {
	var last []byte
	for shift := range 64 {
		for _, v := range []uint64{1<<shift - 1, 1 << shift} {
			if v == 1 && shift == 1 || v == 0 && shift > 0 {
				continue
			}
			b := appendID(nil, v)
			got, rest, ok := readID(append(b, 7))
			if got != v || !ok || len(rest) != 1 {
				t.Fatalf("%d comes back as %d", v, got)
			}
			if c := bytes.Compare(last, b); c > 0 || c == 0 && v > 1 && v != 1<<shift-1 {
				t.Fatalf("%d sorts before the one below", v)
			}
			for n := range b {
				if _, _, ok := readID(b[:n]); ok {
					t.Fatalf("%d cut to %d bytes is read", v, n)
				}
			}
			last = b
		}
	}
}
