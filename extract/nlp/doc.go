// Package nlp reads English: it finds sentences and tokens in a text, tags them,
// finds their lemmas, and parses each sentence into a dependency tree of Universal
// Dependencies (version 2, as in the treebanks EWT and GUM). It is made for the
// records of multilateral diplomacy and needs nothing but itself: the model is
// embedded.
//
//	a, err := nlp.New()
//	...
//	sentences, err := a.Annotate(ctx, text, nil)
//	for _, s := range sentences {
//		for _, t := range s.Tokens {
//			fmt.Println(text[t.Start:t.End], t.UPOS, t.Lemma, t.Head, t.Rel)
//		}
//	}
//
// Offsets are bytes, half-open, in the text given. Any bytes are safe to give:
// those that are not UTF-8 come back as U+FFFD in forms, and offsets hold. Time is
// linear in the length of the text and memory bounded by it and by the longest
// sentence, which is cut at [Options.Longest] tokens.
//
// # Joined spans
//
// The caller may name byte ranges that are one token to the parser: titles of
// treaties, bodies, names, fixed expressions. "the Convention to Prevent and Punish
// ..." is then one name, and the list it stands in comes out whole. The token has
// its tokens as Parts.
//
// # How sure
//
// Each attachment has a margin (see [Token]); adverbial and adnominal clauses have
// small ones. What the network gets wrong as a rule is mended by the rules that
// [Repairs] lists; a repaired attachment has margin 0.
//
// # Rooms
//
// model holds the network, the embedded model and its card (model/CARD.md), kernel
// below it the arithmetic, train what makes a model, conllu the format of treebanks.
// Word lists are in data, with their sources.
package nlp
