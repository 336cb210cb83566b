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
// is not crossed. A word that a line end or a bad scan cut in two
// ("Secre- tary", "A frica") is tried whole where its first half leads
// nowhere.
func (t *trie[V]) longest(words []word, i int, accept func(V, []word) bool) (found V, end int) {
	end = i
	if len(t.nodes) == 0 {
		return found, end
	}
	at := int32(0)
	for k := i; k < len(words); {
		if k > i && words[k].gap == gapStop {
			break
		}
		to, ok := t.nodes[at].next[words[k].folded]
		if ok {
			k++
		} else if k+1 < len(words) && cut(words[k], words[k+1]) {
			if to, ok = t.nodes[at].next[words[k].folded+words[k+1].folded]; ok {
				k += 2
			}
		}
		if !ok {
			break
		}
		at = to
		for _, v := range t.nodes[at].values {
			if accept(v, words[i:k]) {
				found, end = v, k
				break
			}
		}
	}
	return found, end
}

// cut reports whether a and b may be two halves of one word.
func cut(a, b word) bool {
	switch b.gap {
	case gapBroken, gapNone:
		return true
	case gapBlank:
		return !b.upper && (a.End-a.Start == 1 && a.upper || b.End-b.Start == 1)
	}
	return false
}
