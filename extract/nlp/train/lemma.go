package train

import (
	"cmp"
	"slices"
	"strings"

	"github.com/demarche-kg/demarche/extract/nlp/conllu"
	"github.com/demarche-kg/demarche/extract/nlp/model"
)

// longestEnding is the length in bytes of the longest ending that stands for more
// than one word.
const longestEnding = 6

// LearnLemmas reads the lemmas of treebanks into a table of endings, keeping an
// ending only where it says something else than the next shorter one.
func LearnLemmas(sentences []conllu.Sentence) *model.Lemmas {
	classes := map[string]map[string]map[string]int{} // class, form in lower case, lemma with its form
	for _, s := range sentences {
		for i, t := range s.Tokens {
			if t.Lemma == "" || t.Lemma == "_" || t.UPOS == "" || t.XPOS == "GW" || t.XPOS == "AFX" {
				continue
			}
			c := model.LemmaClass(t.Form, t.UPOS, t.XPOS, i == 0)
			if classes[c] == nil {
				classes[c] = map[string]map[string]int{}
			}
			low := strings.ToLower(t.Form)
			if classes[c][low] == nil {
				classes[c][low] = map[string]int{}
			}
			classes[c][low][t.Form+"\t"+t.Lemma]++
		}
	}
	l := &model.Lemmas{}
	for c, forms := range classes {
		learnClass(l, c, forms)
	}
	return l
}

// learnClass finds the edit of each word of a class by majority, and that of each
// ending by the majority of its words.
func learnClass(l *model.Lemmas, class string, forms map[string]map[string]int) {
	words := map[string]model.Edit{}
	votes := map[string]map[model.Edit]int{}
	for low, lemmas := range forms {
		edits := map[model.Edit]int{}
		for k, n := range lemmas {
			form, lemma, _ := strings.Cut(k, "\t")
			edits[editOf(form, lemma, strings.Contains(class, "PROPN"))] += n
		}
		e := most(edits)
		words[low] = e
		for n := 0; n <= min(longestEnding, len(low)); n++ {
			end := low[len(low)-n:]
			if votes[end] == nil {
				votes[end] = map[model.Edit]int{}
			}
			votes[end][e]++
		}
	}
	decided := map[string]model.Edit{}
	ends := make([]string, 0, len(votes))
	for e := range votes {
		ends = append(ends, e)
	}
	slices.SortFunc(ends, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	for _, end := range ends {
		e := most(votes[end])
		if total := sum(votes[end]); end != "" && (e == shorter(decided, end) || total < 2) {
			continue
		}
		decided[end] = e
		l.Set(class, end, e)
	}
	for low, e := range words {
		if e != shorter(decided, "^"+low) {
			l.Set(class, "^"+low, e)
		}
	}
}

// shorter returns the edit of the longest ending of end that is decided, end itself
// left out.
func shorter(decided map[string]model.Edit, end string) model.Edit {
	for i := 1; i <= len(end); i++ {
		if e, ok := decided[end[i:]]; ok {
			return e
		}
	}
	return model.Edit{}
}

// editOf returns the edit that makes lemma of form, keeping capitals where that is
// needed or where it is a proper name's.
func editOf(form, lemma string, name bool) model.Edit {
	e := model.Edit{Keep: strings.ToLower(lemma) != lemma || name && form == lemma}
	base := form
	if !e.Keep {
		base = strings.ToLower(form)
	}
	same := 0
	for same < len(base) && same < len(lemma) && base[same] == lemma[same] {
		same++
	}
	e.Strip, e.Add = len(base)-same, lemma[same:]
	return e
}

// most returns the edit with most votes; of equals the one that comes first.
func most(votes map[model.Edit]int) model.Edit {
	var best model.Edit
	n := 0
	for e, v := range votes {
		if v > n || v == n && before(e, best) {
			best, n = e, v
		}
	}
	return best
}

func before(a, b model.Edit) bool {
	if a.Keep != b.Keep {
		return b.Keep
	}
	return cmp.Or(cmp.Compare(a.Strip, b.Strip), cmp.Compare(a.Add, b.Add)) < 0
}

func sum(votes map[model.Edit]int) int {
	n := 0
	for _, v := range votes {
		n += v
	}
	return n
}
