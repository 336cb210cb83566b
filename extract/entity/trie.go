package entity

// A trie holds values by their folded words. Node 0 is the root.
type trie[V any] struct {
	nodes []node[V]
}

type node[V any] struct {
	next   map[string]int32
	values []V
}

// add puts v under the words of text; nothing without words.
func (t *trie[V]) add(text string, v V) {
	if len(t.nodes) == 0 {
		t.nodes = append(t.nodes, node[V]{})
	}
	words := split(text)
	if len(words) == 0 {
		return
	}
	at := int32(0)
	for _, w := range words {
		to, ok := t.nodes[at].next[w.folded]
		if !ok {
			to = int32(len(t.nodes))
			t.nodes = append(t.nodes, node[V]{})
			if t.nodes[at].next == nil {
				t.nodes[at].next = map[string]int32{}
			}
			t.nodes[at].next[w.folded] = to
		}
		at = to
	}
	t.nodes[at].values = append(t.nodes[at].values, v)
}

// longest is the longest run of words from i that holds a value that accept
// takes, and one past its end; end is i where there is none. A sentence's end
// is not crossed. A word that a hyphen, a line end or a bad scan cut in two
// ("Peace-building", "Secre- tary", "A frica") is tried whole too.
func (t *trie[V]) longest(words []word, i int, accept func(V, []word) bool) (found V, end int) {
	end = i
	if len(t.nodes) == 0 || i >= len(words) {
		return found, end
	}
	if _, ok := t.nodes[0].next[words[i].folded]; !ok && (i+1 == len(words) || !cut(words[i], words[i+1])) {
		return found, end // as most words
	}
	var from func(at int32, k int)
	from = func(at int32, k int) {
		for k < len(words) && !(k > i && words[k].gap == gapStop) {
			next := t.nodes[at].next
			to, ok := next[words[k].folded]
			if k+1 < len(words) && (!ok || words[k+1].gap == gapHyphen) && cut(words[k], words[k+1]) {
				if whole, both := next[words[k].folded+words[k+1].folded]; both {
					if ok {
						t.choose(whole, words[i:k+2], accept, &found, &end, i)
						from(whole, k+2)
					} else {
						to, ok = whole, true
						k++
					}
				}
			}
			if !ok {
				return
			}
			k++
			at = to
			t.choose(at, words[i:k], accept, &found, &end, i)
		}
	}
	from(0, i)
	return found, end
}

// choose takes the first value of a node that accept takes, if words from i
// on are more than what was found before.
func (t *trie[V]) choose(at int32, words []word, accept func(V, []word) bool, found *V, end *int, i int) {
	if i+len(words) <= *end {
		return
	}
	for _, v := range t.nodes[at].values {
		if accept(v, words) {
			*found, *end = v, i+len(words)
			return
		}
	}
}

// cut reports whether a and b may be two halves of one word.
func cut(a, b word) bool {
	switch b.gap {
	case gapHyphen, gapBroken, gapNone:
		return true
	case gapBlank:
		return !b.upper && (a.End-a.Start == 1 && a.upper || b.End-b.Start == 1)
	}
	return false
}
