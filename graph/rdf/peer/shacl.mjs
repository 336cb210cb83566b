// Checks files against shapes with rdf-validate-shacl and answers in JSON: an
// array a file, in it one array a result, [focus node, path, constraint
// component, value].
//
//   node shacl.mjs SHAPES.ttl DATA.nt...
import { readFileSync } from "node:fs";
import { Parser, Store } from "n3";
import SHACLValidator from "rdf-validate-shacl";

const read = (file) => new Store(new Parser().parse(readFileSync(file, "utf8")));
const [shapes, ...files] = process.argv.slice(2);
const validator = new SHACLValidator(read(shapes));
const text = (term) => term?.value ?? "";
const answers = [];
for (const file of files) {
  const report = await validator.validate(read(file));
  answers.push(report.results.map((r) =>
    [text(r.focusNode), text(r.path), text(r.sourceConstraintComponent), text(r.value)]));
}
console.log(JSON.stringify(answers));
