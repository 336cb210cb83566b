// Loads a file into oxigraph and answers in JSON: how many quads it holds,
// and what each SPARQL query selects, row by row.
//
//   node ask.mjs FILE MEDIA-TYPE [QUERY...]
import { readFileSync } from "node:fs";
import { Store } from "oxigraph";

const [file, format, ...queries] = process.argv.slice(2);
const store = new Store();
store.load(readFileSync(file, "utf8"), { format });
const answers = queries.map((query) =>
  store.query(query).map((row) => [...row.values()].map((term) => term.value)));
console.log(JSON.stringify({ quads: store.size, answers }));
