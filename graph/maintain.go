package graph

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/graph/store"
)

// A Use says how often a predicate stands in the graph.
type Use struct {
	Predicate string `json:"predicate"` // in its short form, as queries have it
	Quads     int    `json:"quads"`
}

// Uses counts the predicates, the most used first.
func (g *Graph) Uses(ctx context.Context) ([]Use, error) {
	counts, err := g.store.predicates(ctx)
	if err != nil {
		return nil, err
	}
	var out []Use
	for p, n := range counts {
		iri, _ := p.(quad.IRI)
		out = append(out, Use{shorten(g.base, iri), n})
	}
	slices.SortFunc(out, func(a, b Use) int {
		return cmp.Or(cmp.Compare(b.Quads, a.Quads), strings.Compare(a.Predicate, b.Predicate))
	})
	return out, nil
}

// Check reads all of the graph and returns what is wrong with it, a line each:
// with its indexes, which must agree, and with its records, each of which must
// be as Put makes it. The error says why the check could not be finished.
func (g *Graph) Check(ctx context.Context) (problems []string, err error) {
	problems, err = g.store.check(ctx)
	if err != nil || len(problems) > 0 {
		return problems, err
	}
	records, err := g.Records(ctx)
	if err != nil {
		return nil, err
	}
	for _, record := range records {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if _, _, err := g.read(ctx, record); err != nil {
			problems = append(problems, err.Error())
		}
	}
	return problems, nil
}

// Compact gives the room of what was removed back to the disk now, and not
// when the store sees fit.
func (g *Graph) Compact(ctx context.Context) error {
	if err := g.writable(); err != nil {
		return err
	}
	return g.store.compact(ctx)
}

// Backup writes the graph as it is to the folder dir, which must not exist
// yet; it opens like any graph. On the same disk that takes no room until the
// graph changes: copy it to another, to be safe from the disk itself.
func (g *Graph) Backup(dir string) error {
	if err := g.writable(); err != nil {
		return err
	}
	return g.store.backup(dir)
}

func (d *disk) predicates(ctx context.Context) (map[quad.Value]int, error) {
	s, done, err := d.moment()
	if err != nil {
		return nil, err
	}
	defer done()
	all, err := s.Statistics(ctx)
	if err != nil {
		return nil, fault(d.path, err)
	}
	out := make(map[quad.Value]int, len(all.Predicates))
	for _, p := range all.Predicates {
		out[p.Predicate] = int(p.Quads)
	}
	return out, nil
}

func (d *disk) check(ctx context.Context) ([]string, error) {
	s, done, err := d.moment()
	if err != nil {
		return nil, err
	}
	defer done()
	report, err := s.Check(ctx)
	return report.Problems, fault(d.path, err)
}

func (d *disk) compact(ctx context.Context) error { return fault(d.path, d.store.Compact(ctx)) }

func (d *disk) backup(dir string) error {
	if d.path == "" {
		return fmt.Errorf("a graph in memory cannot be backed up: export it")
	}
	return fault(d.path, d.store.Backup(dir))
}

// bytes is the room that the graph takes on the disk, readers not counted:
// their files are links.
func (d *disk) bytes() (int64, error) {
	if d.path == "" {
		return 0, nil
	}
	var sum int64
	err := filepath.WalkDir(filepath.Join(d.path, store.DataDir), func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			sum += info.Size()
		}
		return nil // a file that a writer took away meanwhile
	})
	return sum, fault(d.path, err)
}
