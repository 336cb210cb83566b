package postgres

import (
	"sync"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// maxNames bounds the values that are remembered, by a rough count of bytes.
const maxNames = 32 << 20

// names remembers values by their hash. A hash never stands for another
// value, so what is remembered holds for every moment of the graph.
type names struct {
	mu   sync.RWMutex
	m    map[graph.ValueHash]quad.Value
	size int
}

func newNames() *names { return &names{m: map[graph.ValueHash]quad.Value{}} }

func (n *names) get(h graph.ValueHash) (quad.Value, bool) {
	n.mu.RLock()
	defer n.mu.RUnlock()
	v, ok := n.m[h]
	return v, ok
}

func (n *names) put(h graph.ValueHash, v quad.Value) {
	n.mu.Lock()
	defer n.mu.Unlock()
	size := 100
	switch v := v.(type) {
	case quad.IRI:
		size += len(v)
	case quad.String:
		size += len(v)
	case quad.LangString:
		size += len(v.Value)
	case quad.TypedString:
		size += len(v.Value)
	}
	if n.size += size; n.size > maxNames {
		clear(n.m)
		n.size = size
	}
	n.m[h] = v
}
