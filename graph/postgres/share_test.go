package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/lib/pq"

	"github.com/demarche-kg/demarche/graph/postgres/postgrestest"
)

// mixed is one random transaction on a graph: what it adds and deletes.
func mixed(r *rand.Rand, label quad.Value, m model) (adds, deletes []quad.Quad) {
	adds, deletes = some(r, 12, label), some(r, 12, label)
	for _, q := range deletes {
		m.remove(q)
	}
	for _, q := range adds {
		m.add(q)
	}
	return adds, deletes
}

// TestWriters lets six writers, each with connections of its own, do 40 mixed
// transactions each: in graphs of their own, and all in a shared one. Views
// beside them must each be of one moment.
func TestWriters(t *testing.T) {
	addr := address(t)
	first := open(t, addr)
	models := make([]model, 6)
	var wg, readers sync.WaitGroup
	stop := make(chan struct{})
	readers.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
			sound(t, first)
			v, err := first.View(t.Context())
			if err != nil {
				t.Error(err)
				return
			}
			st, err := v.Stats(t.Context(), true)
			n := int64(0)
			for it := v.QuadsAllIterator(); it.Next(t.Context()); n++ {
				if q := v.Quad(it.Result()); !q.IsValid() {
					t.Errorf("read %v", q)
				}
			}
			if err != nil || v.Err() != nil || n != st.Quads.Size {
				t.Errorf("a view lists %d quads and counts %d (%v, %v)", n, st.Quads.Size, err, v.Err())
			}
			v.Close()
		}
	})
	for w := range models {
		m := model{}
		models[w] = m
		wg.Go(func() {
			s, err := Open(t.Context(), addr, Options{Connections: 2})
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			r := rand.New(rand.NewPCG(uint64(w), 9))
			label := quad.IRI(fmt.Sprintf("graph%d", w))
			for i := range 40 {
				adds, deletes := mixed(r, label, m)
				shared := quad.Quad{Subject: quad.IRI("shared"), Predicate: quad.IRI("by"), Object: quad.Int(w), Label: quad.IRI("all")}
				if i%2 == 0 {
					adds = append(adds, shared)
				} else {
					deletes = append(deletes, shared)
				}
				if err := s.Update(t.Context(), adds, deletes); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	close(stop)
	readers.Wait()
	all := model{}
	for _, m := range models {
		for _, q := range m {
			all.add(q)
		}
	}
	same(t, first, all)
}

// TestKill kills the server, or one of its processes, while six writers work,
// and starts it again: each graph is as after the last write that was
// acknowledged, or after the one that was under way.
func TestKill(t *testing.T) {
	address(t) // skips where there is no server
	server := postgrestest.Start(t)
	addr := newSchema(t, server)
	open(t, addr)
	type writer struct {
		sync.Mutex
		acknowledged, next model
		done               int
	}
	writers := make([]writer, 6)
	for w := range writers {
		writers[w].acknowledged, writers[w].next = model{}, model{}
	}
	for round := range uint64(3) {
		var wg sync.WaitGroup
		for w := range writers {
			wg.Go(func() {
				me := &writers[w]
				s, err := Open(t.Context(), addr, Options{Connections: 2})
				if err != nil {
					return // killed before it began
				}
				defer s.Close()
				r := rand.New(rand.NewPCG(uint64(w), round))
				label := quad.IRI(fmt.Sprintf("graph%d", w))
				for range 40 {
					next := model{}
					for _, q := range me.acknowledged {
						next.add(q)
					}
					adds, deletes := mixed(r, label, next)
					me.Lock()
					me.next = next
					me.Unlock()
					if err := s.Update(t.Context(), adds, deletes); err != nil {
						if round == 1 {
							t.Logf("writer %d: %v", w, err)
						}
						return
					}
					me.Lock()
					me.acknowledged = next
					me.done++
					me.Unlock()
				}
			})
		}
		for { // kill when some writes are done
			done := 0
			for w := range writers {
				writers[w].Lock()
				done += writers[w].done
				writers[w].Unlock()
			}
			if done >= int(round+1)*25 {
				break
			}
			time.Sleep(time.Millisecond)
		}
		server.Kill()
		wg.Wait()
		server.Restart(t)
		s := open(t, addr)
		sound(t, s)
		for w := range writers {
			me := &writers[w]
			got := model{}
			if err := s.GraphQuads(t.Context(), quad.IRI(fmt.Sprintf("graph%d", w)), func(q quad.Quad) error { got.add(q); return nil }); err != nil {
				t.Fatal(err)
			}
			switch {
			case equal(got, me.acknowledged):
			case equal(got, me.next):
				me.acknowledged = me.next
			default:
				t.Fatalf("round %d: graph %d has %d quads, acknowledged were %d, and %d were under way", round, w, len(got), len(me.acknowledged), len(me.next))
			}
		}
		s.Close()
	}
}

func equal(a, b model) bool {
	for k := range a {
		if _, ok := b[k]; !ok {
			return false
		}
	}
	return len(a) == len(b)
}

// TestReplaceMovesNothingElse replaces a graph beside others that share its
// values.
func TestReplaceMovesNothingElse(t *testing.T) {
	s := open(t, address(t))
	r := rand.New(rand.NewPCG(1, 1))
	m := model{}
	for _, q := range some(r, 400) {
		m.add(q)
	}
	if _, err := s.BulkLoad(t.Context(), &sliceReader{m.list()}); err != nil {
		t.Fatal(err)
	}
	rest := model{}
	for _, q := range m {
		if q.Label != quad.IRI("g1") {
			rest.add(q)
		}
	}
	if err := s.RemoveGraph(t.Context(), quad.IRI("g1")); err != nil {
		t.Fatal(err)
	}
	same(t, s, rest)
	var back []quad.Quad
	for _, q := range m.list() {
		if q.Label == quad.IRI("g1") {
			back = append(back, q)
		}
	}
	if err := s.ReplaceGraph(t.Context(), quad.IRI("g1"), append(back, back...)); err != nil {
		t.Fatal(err)
	}
	same(t, s, m)
	if err := s.ReplaceGraph(t.Context(), quad.IRI("g1"), []quad.Quad{quad.MakeIRI("a", "b", "c", "g2")}); err == nil {
		t.Error("a quad of another graph is taken")
	}
	same(t, s, m)
}

// TestDeadlock makes a transaction lose against another twice, and then win.
func TestDeadlock(t *testing.T) {
	s := open(t, address(t))
	for _, c := range []pq.ErrorCode{codeDeadlock, codeSerialization} {
		n := 0
		err := s.write(t.Context(), func(tx *sql.Tx) error {
			if n++; n < 3 {
				return &pq.Error{Code: c}
			}
			return nil
		})
		if err != nil || n != 3 {
			t.Errorf("%s: tried %d times: %v", c, n, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	err := s.write(ctx, func(*sql.Tx) error { cancel(); return &pq.Error{Code: codeDeadlock} })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled while waiting: %v", err)
	}
}

// TestHold makes one wait for the other.
func TestHold(t *testing.T) {
	s := open(t, address(t))
	release, err := s.Hold(t.Context(), quad.IRI("g"))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.ReplaceGraph(t.Context(), quad.IRI("g"), []quad.Quad{quad.MakeIRI("a", "b", "c", "g")}); err != nil {
		t.Errorf("the holder cannot write: %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := s.Hold(ctx, quad.IRI("g")); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("two hold one graph: %v", err)
	}
	release()
	again, err := s.Hold(t.Context(), quad.IRI("g"))
	if err != nil {
		t.Fatal(err)
	}
	again()

	// More who hold than there are connections do not block each other.
	few, err := Open(t.Context(), address(t), Options{Connections: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer few.Close()
	var wg sync.WaitGroup
	for i := range 6 {
		wg.Go(func() {
			label := quad.IRI(fmt.Sprint("graph", i%2))
			release, err := few.Hold(t.Context(), label)
			if err != nil {
				t.Error(err)
				return
			}
			defer release()
			if err := few.ReplaceGraph(t.Context(), label, []quad.Quad{{Subject: quad.Int(i), Predicate: label, Object: label, Label: label}}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}
