package nlp

import (
	"context"
	"testing"
)

// speech is a passage of the genre, for benchmarks.
const speech = `Mr. President, let me begin by thanking you for convening this timely debate. Kazakhstan attaches great importance to the United Nations Register of Conventional Arms and calls upon all States that have not yet done so to submit their reports. We regret that the Conference on Disarmament has failed, for more than two decades, to agree on a programme of work, and we urge its members to show the necessary flexibility. My delegation supports the early entry into force of the Comprehensive Nuclear-Test-Ban Treaty; it also welcomes the adoption of resolution 1540 (2004), which remains the cornerstone of our common efforts to prevent the acquisition of weapons of mass destruction by non-State actors. In that regard, we cannot but express our deep concern over the illicit trade in small arms and light weapons, in particular in Africa and the Middle East. We believe that confidence-building measures, as well as greater transparency, would help to reduce tensions. Let me conclude by reaffirming that my country, as a party to the Treaty on the Non-Proliferation of Nuclear Weapons, will continue to work with all partners towards a world free of nuclear weapons. I thank you, Mr. President. `

func benchTexts() []Text {
	var t []Text
	for range 40 {
		t = append(t, Text{Text: speech})
	}
	return t
}

func BenchmarkAnnotate(b *testing.B) {
	for _, c := range []struct {
		name string
		opt  Options
	}{{"best", Options{Cores: 1}}, {"avx2", Options{Cores: 1, Arithmetic: "avx2"}}, {"portable", Options{Cores: 1, Arithmetic: "portable"}}} {
		b.Run(c.name, func(b *testing.B) {
			a, err := NewWith(c.opt)
			if err != nil {
				b.Skip(err)
			}
			texts := benchTexts()
			n, start := 0, cpuSeconds()
			for b.Loop() {
				out, err := a.AnnotateAll(context.Background(), texts)
				if err != nil {
					b.Fatal(err)
				}
				for _, s := range out {
					for _, x := range s {
						n += len(x.Tokens)
					}
				}
			}
			b.ReportMetric(float64(n)/(cpuSeconds()-start), "tokens/cpu-s")
		})
	}
}

func BenchmarkTokenize(b *testing.B) {
	a, err := New()
	if err != nil {
		b.Fatal(err)
	}
	n, start := 0, cpuSeconds()
	for b.Loop() {
		s, err := a.Tokenize(speech, nil)
		if err != nil {
			b.Fatal(err)
		}
		for _, x := range s {
			n += len(x.Tokens)
		}
	}
	b.SetBytes(int64(len(speech)))
	b.ReportMetric(float64(n)/(cpuSeconds()-start), "tokens/cpu-s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}
