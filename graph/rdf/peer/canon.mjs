// Reads a file with the parser of another project and writes its canonical
// N-Quads (URDNA2015), so that graphs can be compared whatever the labels of
// their blank nodes.
//
//   node canon.mjs n3|jsonld|rdfxml|oxigraph FILE MEDIA-TYPE
import { createReadStream, readFileSync } from "node:fs";
import jsonld from "jsonld";
import { Parser, Writer } from "n3";
import { RdfXmlParser } from "rdfxml-streaming-parser";
import { Store } from "oxigraph";

const [reader, file, format] = process.argv.slice(2);

// nquads writes quads of RDF/JS.
const nquads = (quads) => new Writer({ format: "application/n-quads" }).quadsToString(quads);

const readers = {
  n3: async () => nquads(new Parser({ format }).parse(readFileSync(file, "utf8"))),
  jsonld: () => jsonld.toRDF(JSON.parse(readFileSync(file, "utf8")), { format: "application/n-quads" }),
  rdfxml: async () => {
    const quads = [];
    for await (const quad of createReadStream(file).pipe(new RdfXmlParser())) quads.push(quad);
    return nquads(quads);
  },
  oxigraph: async () => {
    const store = new Store();
    store.load(readFileSync(file, "utf8"), { format });
    return store.dump({ format: "application/n-quads" });
  },
};
const text = await readers[reader]();
process.stdout.write(await jsonld.canonize(text, { algorithm: "URDNA2015", inputFormat: "application/n-quads", format: "application/n-quads" }));
