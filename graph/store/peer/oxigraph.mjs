// Measures oxigraph (npm, WASM, in memory) over the quads of the benchmarks of
// graph/store, and prints the same figures:
//
//   go test ./graph/store -run TestWriteQuads -quads 1000000 -write /tmp/positions.nq
//   cd graph/store/peer && npm install && node oxigraph.mjs /tmp/positions.nq
import { readFileSync } from 'node:fs';
import oxigraph from 'oxigraph';

const DM = 'https://demarche.example/ns#';
const file = process.argv[2];
const rounds = Number(process.argv[3] ?? 2000);
if (!file) {
  console.error('usage: node oxigraph.mjs FILE.nq [ROUNDS]');
  process.exit(2);
}

// p50 of the times of fn over the arguments, in microseconds.
function median(args, n, fn) {
  const times = [];
  for (let i = 0; i < n; i++) {
    const start = process.hrtime.bigint();
    fn(args[i % args.length]);
    times.push(Number(process.hrtime.bigint() - start) / 1e3);
  }
  times.sort((a, b) => a - b);
  return times[n >> 1];
}

// Every k-th term of a position, without repetitions, so that runs agree.
function sample(store, predicate, pick) {
  const terms = new Map();
  for (const q of store.match(null, oxigraph.namedNode(DM + predicate), null, null)) {
    terms.set(pick(q).value, pick(q));
  }
  const all = [...terms.keys()].sort();
  const step = Math.max(1, Math.floor(all.length / 5000));
  return all.filter((_, i) => i % step === 0).map((k) => terms.get(k));
}

const text = readFileSync(file);
const store = new oxigraph.Store();
const start = performance.now();
store.load(text, { format: 'application/n-quads', lenient: true, no_transaction: true });
const seconds = (performance.now() - start) / 1e3;
const figures = { quads: store.size, 'load quads/s': Math.round(store.size / seconds) };
figures['memory MB'] = Math.round(process.memoryUsage().rss / 2 ** 20);

const positions = sample(store, 'holder', (q) => q.subject);
figures['hop p50 µs'] = median(positions, rounds, (p) => {
  const got = store.match(p, oxigraph.namedNode(DM + 'holder'), null, null);
  if (got.length !== 1) throw new Error(`${p.value} has ${got.length} holders`);
});

const speeches = sample(store, 'speech', (q) => q.object);
const supports = oxigraph.namedNode(DM + 'supports');
figures['two hops p50 µs'] = median(speeches, rounds, (s) => {
  const out = [];
  for (const q of store.match(null, oxigraph.namedNode(DM + 'speech'), s, null)) {
    if (store.match(q.subject, oxigraph.namedNode(DM + 'stance'), supports, null).length === 0) continue;
    for (const t of store.match(q.subject, oxigraph.namedNode(DM + 'target'), null, null)) out.push(t.object);
  }
});

const graphs = [...new Set(sample(store, 'speech', (q) => q.graph).map((g) => g.value))].map((v) => oxigraph.namedNode(v));
figures['list graph p50 ms'] = median(graphs, Math.min(rounds, 200), (g) => store.match(null, null, null, g)) / 1e3;
figures['replace graph p50 ms'] = median(graphs, Math.min(rounds, 200), (g) => {
  const old = store.match(null, null, null, g);
  for (const q of old) store.delete(q);
  for (const q of old) store.add(q);
}) / 1e3;

for (const [name, value] of Object.entries(figures)) {
  console.log(`${name.padEnd(22)} ${Number.isInteger(value) ? value : value.toFixed(2)}`);
}
