// Package conllu reads and writes CoNLL-U, the tab-separated format of Universal
// Dependencies (https://universaldependencies.org/format.html), and scores one
// annotation of a text against another.
//
// What stands in a file and is not a syntactic word (comments, multiword token
// lines such as "1-2", empty nodes such as "8.1") is kept, so that a file that
// is read and written again comes back line for line.
package conllu

import "strings"

// A Token is one syntactic word. An empty field is written as "_".
type Token struct {
	Form, Lemma, UPOS, XPOS, Feats string
	// Head is the number of the governing token, counted from 1; 0 is the root
	// and -1 means that the column was "_".
	Head            int
	Rel, Deps, Misc string
	// Before holds the lines that stood before this token and are not words:
	// multiword ranges and empty nodes, verbatim.
	Before []string
}

// A Sentence is a block of tokens between two blank lines.
type Sentence struct {
	// Comments are the lines that begin with #, verbatim.
	Comments []string
	Tokens   []Token
	// After holds empty-node lines that follow the last token, verbatim.
	After []string
}

// Comment returns the value of a comment of the form "# key = value", and
// whether there is one.
func (s *Sentence) Comment(key string) (string, bool) {
	for _, c := range s.Comments {
		rest, ok := strings.CutPrefix(strings.TrimLeft(c[1:], " "), key)
		if !ok {
			continue
		}
		rest = strings.TrimLeft(rest, " ")
		if v, ok := strings.CutPrefix(rest, "="); ok {
			return strings.TrimSpace(v), true
		}
		if rest == "" {
			return "", true
		}
	}
	return "", false
}

// Base returns a relation without its subtype: "nsubj" for "nsubj:pass".
func Base(rel string) string {
	if i := strings.IndexByte(rel, ':'); i >= 0 {
		return rel[:i]
	}
	return rel
}
