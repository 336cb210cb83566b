package graph

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/demarche-kg/demarche/graph/rdf"
	"github.com/demarche-kg/demarche/schema"
)

// A Walk says along which links Neighbours and Paths go, and how far. Its zero
// value follows every stance, with the default bounds.
type Walk struct {
	// Stances are those followed; none follows all.
	Stances []schema.Stance
	// Facts follows memberships, topics and parents of the lexicon, too.
	Facts bool
	// Length is the most steps of a path; defaults to 4.
	Length int
	// Most is how many links or paths are returned; defaults to 1,000. A
	// negative one is no limit.
	Most int
	// Reads is how many quads may be read, else ErrLimit; defaults to
	// 1,000,000.
	Reads int
}

// A Link is what ties two nodes: a stance of one toward the other, or a fact.
type Link struct {
	From Node   `json:"from"`
	By   string `json:"by"` // the predicate's short name: "dm:advocates"
	To   Node   `json:"to"`
	// Records are those that say so, sorted; none where the lexicon does.
	Records []string `json:"records"`
}

// Stance is the stance that a link is; "" where it is a fact.
func (l Link) Stance() schema.Stance {
	s := schema.Stance(strings.TrimPrefix(l.By, "dm:"))
	if !s.Valid() {
		return ""
	}
	return s
}

// Neighbours returns the links from and to a node, which is named by its key or
// its name, and that node: those that lead from it first, then by stance, the
// most recorded first. So they tell the holders of a target, and the targets of
// a holder. More says that there are more links than w allows.
func (g *Graph) Neighbours(ctx context.Context, name string, w Walk) (n Node, links []Link, more bool, err error) {
	err = g.walk(ctx, w, func(x *walker) error {
		iri, err := x.find(ctx, name)
		if err != nil {
			return err
		}
		if n, err = x.node(ctx, iri); err != nil {
			return err
		}
		hops, err := x.hops(ctx, iri)
		if err != nil {
			return err
		}
		for _, h := range hops {
			own, err := x.links(ctx, iri, h)
			if err != nil {
				return err
			}
			links = append(links, own...)
		}
		slices.SortStableFunc(links, func(a, b Link) int {
			return cmp.Or(cmp.Compare(x.rank(a), x.rank(b)), -compareBool(a.From == n, b.From == n), -cmp.Compare(len(a.Records), len(b.Records)),
				strings.Compare(a.From.Name+a.To.Name, b.From.Name+b.To.Name), strings.Compare(a.From.ID+a.To.ID, b.From.ID+b.To.ID))
		})
		if x.Most >= 0 && len(links) > x.Most {
			links, more = links[:x.Most], true
		}
		return nil
	})
	return n, links, more, err
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// walk runs a traversal over one state of the graph.
func (g *Graph) walk(ctx context.Context, w Walk, run func(*walker) error) error {
	w.Length = cmp.Or(w.Length, 4)
	w.Most = cmp.Or(w.Most, 1000)
	w.Reads = cmp.Or(w.Reads, 1_000_000)
	v, err := g.store.view(ctx)
	if err != nil {
		return err
	}
	defer v.Close()
	x := &walker{names: names{finder{v, g.base}, map[quad.IRI]string{}}, g: g, Walk: w}
	for _, s := range schema.Stances() {
		if len(w.Stances) == 0 || slices.Contains(w.Stances, s) {
			x.along = append(x.along, rdf.StanceIRI(s))
		}
	}
	if w.Facts {
		x.along = append(x.along, rdf.MemberOf, quad.IRI(schema.PropParent), rdf.Subject)
	}
	if err := run(x); err != nil {
		return err
	}
	return v.Err() // what could not be read passed for absent
}

// A walker follows links.
type walker struct {
	names
	g *Graph
	Walk
	along []quad.IRI // the predicates followed
	reads int
}

// A hop leads from a node to another, in some ways.
type hop struct {
	to   quad.IRI
	ways []way
}

// A way is one predicate in one direction, and the graphs that have it.
type way struct {
	by     quad.IRI
	back   bool // it leads from the other node
	labels []quad.Value
}

// hops are the steps from a node, sorted: the most recorded first.
func (x *walker) hops(ctx context.Context, n quad.IRI) ([]hop, error) {
	to := map[quad.IRI]*hop{}
	for _, by := range x.along {
		for _, back := range []bool{false, true} {
			p := quad.Quad{Subject: n, Predicate: by}
			if back {
				p = quad.Quad{Predicate: by, Object: n}
			}
			err := x.Match(ctx, p, func(q quad.Quad) error {
				if x.reads++; x.reads > x.Reads {
					return fmt.Errorf("%w: more than %d links are to be followed: choose stances, or a shorter length", ErrLimit, x.Reads)
				}
				other, ok := q.Object.(quad.IRI)
				if back {
					other, ok = q.Subject.(quad.IRI)
				}
				if !ok || other == n {
					return ctx.Err()
				}
				h := to[other]
				if h == nil {
					h = &hop{to: other}
					to[other] = h
				}
				if k := len(h.ways); k == 0 || h.ways[k-1].by != by || h.ways[k-1].back != back {
					h.ways = append(h.ways, way{by: by, back: back})
				}
				last := &h.ways[len(h.ways)-1]
				last.labels = append(last.labels, q.Label)
				return ctx.Err()
			})
			if err != nil {
				return nil, err
			}
		}
	}
	var out []hop
	for _, h := range to {
		out = append(out, *h)
	}
	sortHops(out)
	return out, nil
}

// sortHops puts the most recorded first.
func sortHops(hops []hop) {
	slices.SortFunc(hops, func(a, b hop) int {
		return cmp.Or(-cmp.Compare(a.weight(), b.weight()), cmp.Compare(a.to, b.to))
	})
}

// weight is how often a hop is recorded.
func (h hop) weight() int {
	n := 0
	for _, w := range h.ways {
		n += len(w.labels)
	}
	return n
}

// links are the ways of a hop from n, with their names.
func (x *walker) links(ctx context.Context, n quad.IRI, h hop) ([]Link, error) {
	here, err := x.node(ctx, n)
	if err != nil {
		return nil, err
	}
	there, err := x.node(ctx, h.to)
	if err != nil {
		return nil, err
	}
	var out []Link
	for _, w := range h.ways {
		l := Link{From: here, By: shorten(x.base, w.by), To: there}
		if w.back {
			l.From, l.To = there, here
		}
		records := map[string]bool{}
		for _, label := range w.labels {
			if record, ok := x.g.recordOf(label); ok {
				records[record] = true
			}
		}
		l.Records = slices.AppendSeq([]string{}, maps.Keys(records))
		slices.Sort(l.Records)
		out = append(out, l)
	}
	return out, nil
}

// rank is the place of a link's predicate among those followed.
func (x *walker) rank(l Link) int {
	return slices.IndexFunc(x.along, func(p quad.IRI) bool { return shorten(x.base, p) == l.By })
}
