package main

import (
	"errors"
	"os"

	"github.com/demarche-kg/demarche/extract/nlp/train"
)

// lemmas learns the table of lemmas from treebanks and writes it.
func lemmas(files, vectors, out string) error {
	s, err := readAll(files)
	if err != nil {
		return err
	}
	v, err := train.ReadVectors(vectors)
	if err != nil {
		return err
	}
	ranks := map[string]int{}
	for i, w := range v.Words {
		ranks[w] = i
	}
	rank := func(w string) int {
		if i, ok := ranks[w]; ok {
			return i
		}
		return -1
	}
	f, err := os.Create(out)
	if err != nil {
		return err
	}
	return errors.Join(train.LearnLemmas(s, rank).WriteTo(f, []string{
		"class\tending\tletters\tcut\tadd",
		"Endings of English words and how to make lemmas of them; ^ marks a whole word, * the commonest edits of a class.",
		"Learned by nlptrain -lemmas from the training files of UD English EWT and of the open genres of UD English GUM.",
		"Licence: CC BY-SA 4.0, after those treebanks.",
	}), f.Close())
}
