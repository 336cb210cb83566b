package train

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/demarche-kg/demarche/extract/nlp/conllu"
	"github.com/demarche-kg/demarche/extract/nlp/model"
)

// longestEnding is the length in bytes of the longest ending that stands for more
// than one word.
const longestEnding = 6

// mostCut is the number of bytes beyond which an edit is of its word alone.
const mostCut = 3

// LearnLemmas reads the lemmas of treebanks into a table of endings, keeping an
// ending only where it says something else than the next shorter one, and a whole
// word only where the endings, used with the words known, get it wrong.
func LearnLemmas(sentences []conllu.Sentence, rank func(lower string) int) *model.Lemmas {
	classes := map[string]lemmaClass{}
	for _, s := range sentences {
		for i, t := range s.Tokens {
			// Words that a typist has cut (GW) and stray affixes teach nothing.
			if t.Lemma == "" || t.Lemma == "_" || t.UPOS == "" || t.XPOS == "GW" || t.XPOS == "AFX" {
				continue
			}
			c := model.LemmaClass(t.Form, t.UPOS, t.XPOS, i == 0)
			if classes[c] == nil {
				classes[c] = lemmaClass{}
			}
			classes[c].count(t.Form, t.Lemma)
		}
	}
	names := make([]string, 0, len(classes))
	for c := range classes {
		names = append(names, c)
	}
	// Words in lower case come first, since others fall back on them.
	slices.SortFunc(names, func(a, b string) int {
		la, lb := strings.HasSuffix(a, "l"), strings.HasSuffix(b, "l")
		if la != lb {
			if la {
				return -1
			}
			return 1
		}
		return cmp.Compare(a, b)
	})
	l := &model.Lemmas{}
	for _, c := range names {
		classes[c].endings(l, c)
	}
	for _, c := range names {
		classes[c].exceptions(l, c, rank)
	}
	return l
}

// A lemmaClass counts, for each form in lower case, its forms with their lemmas.
type lemmaClass map[string]map[[2]string]int

func (c lemmaClass) count(form, lemma string) {
	low := strings.ToLower(form)
	if c[low] == nil {
		c[low] = map[[2]string]int{}
	}
	c[low][[2]string{form, lemma}]++
}

// majority returns the edit of a word that most of its uses have.
func (c lemmaClass) majority(class, low string) model.Edit {
	edits := map[model.Edit]int{}
	for k, n := range c[low] {
		edits[editOf(k[0], k[1], strings.HasPrefix(class, "PROPN"))] += n
	}
	return most(edits)
}

// endings sets the edit of each ending to that of the majority of its words.
func (c lemmaClass) endings(l *model.Lemmas, class string) {
	votes := map[string]map[model.Edit]int{}
	for low := range c {
		e := c.majority(class, low)
		if len(e.Cut) > mostCut+1 || len(e.Add) > mostCut {
			continue // such a word is an exception and teaches nothing about others
		}
		for n := 0; n <= min(longestEnding, len(low)); n++ {
			end := low[len(low)-n:]
			if votes[end] == nil {
				votes[end] = map[model.Edit]int{}
			}
			votes[end][e]++
		}
	}
	ends := make([]string, 0, len(votes))
	for e := range votes {
		ends = append(ends, e)
	}
	slices.SortFunc(ends, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	for k, e := range commonest(votes[""]) {
		l.Set(class, "*"+strconv.Itoa(k), e)
	}
	decided := map[string]model.Edit{}
	for _, end := range ends {
		e := most(votes[end])
		if end != "" && (e == shorter(decided, end) || sum(votes[end]) < 2) {
			continue
		}
		decided[end] = e
		l.Set(class, end, e)
	}
}

// commonest returns the edits with most votes, of at least ten words each.
func commonest(votes map[model.Edit]int) []model.Edit {
	var es []model.Edit
	for e, n := range votes {
		if n >= 10 {
			es = append(es, e)
		}
	}
	slices.SortFunc(es, func(a, b model.Edit) int {
		if votes[a] != votes[b] {
			return votes[b] - votes[a]
		}
		if before(a, b) {
			return -1
		}
		return 1
	})
	return es[:min(len(es), model.CommonEdits)]
}

// exceptions sets the edits of the words that the table does not get right.
func (c lemmaClass) exceptions(l *model.Lemmas, class string, rank func(string) int) {
	tags := strings.Fields(class)
	lows := make([]string, 0, len(c))
	for low := range c {
		lows = append(lows, low)
	}
	slices.Sort(lows)
	for _, low := range lows {
		e := c.majority(class, low)
		form, n := "", 0
		for k, v := range c[low] {
			if v > n || v == n && k[0] < form {
				form, n = k[0], v
			}
		}
		if l.Lemma(form, tags[0], tags[1], false, rank) != e.Apply(form) {
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

// editOf returns the edit that makes lemma of form, in lower case if that does, else
// keeping capitals or setting the first. A name keeps its capitals.
func editOf(form, lemma string, name bool) model.Edit {
	e := model.Edit{Letters: model.Lower}
	switch {
	case name && form == lemma:
		e.Letters = model.Keep
	case strings.ToLower(lemma) == lemma:
	case model.Title.Set(lemma) == lemma:
		e.Letters = model.Title
	default:
		e.Letters = model.Keep
	}
	base := e.Letters.Set(form)
	same := 0
	for same < len(base) && same < len(lemma) && base[same] == lemma[same] {
		same++
	}
	e.Cut, e.Add = base[same:], lemma[same:]
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
	return cmp.Or(cmp.Compare(a.Letters, b.Letters), cmp.Compare(a.Cut, b.Cut), cmp.Compare(a.Add, b.Add)) < 0
}

func sum(votes map[model.Edit]int) int {
	n := 0
	for _, v := range votes {
		n += v
	}
	return n
}
