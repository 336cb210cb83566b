/* Runs before every Gizmo query. Cayley's Gizmo ends the whole process when a
   method is given what it does not expect, such as an object where a name
   belongs. So g, its paths and the functions beside it are wrapped, and what
   they are given is checked first: objects must be of their own making. */
(function (world, naming) {
  const real = world.g, behind = new WeakMap();
  const paths = new WeakSet(), filters = new WeakSet(), made = new WeakSet();
  const object = x => x !== null && (typeof x === "object" || typeof x === "function");
  const bare = (x, depth) => {
    if (!Array.isArray(x)) return object(x) && behind.get(x) || x;
    if (depth > 8) throw new TypeError("lists too deep");
    const copy = [];
    for (let i = 0; i < x.length; i++) copy.push(bare(x[i], depth + 1));
    return copy;
  };
  const kind = x => x === null ? "null" : Array.isArray(x) ? "a list" : typeof x === "object" ? "an object" : typeof x;
  const fail = (method, want, got) => { throw new TypeError(method + ": want " + want + ", got " + kind(got)); };
  const flat = (method, check, x) => Array.isArray(x) ? x.forEach(y => flat(method, check, y)) : check(method, x);
  const value = (method, x) => {
    const t = typeof x;
    if (t !== "string" && t !== "number" && t !== "boolean" && !(object(x) && (paths.has(x) || made.has(x)))) fail(method, "a name, a value or a path", x);
  };
  const orFilter = (method, x) => { if (!object(x) || !filters.has(x)) value(method, x); };
  const string = (method, x) => { if (typeof x !== "string") fail(method, "a string", x); };
  const path = (method, x) => { if (!object(x) || !paths.has(x)) fail(method, "a path", x); };
  const number = (method, x) => { if (typeof x !== "number") fail(method, "a number", x); };
  const filter = (method, x) => { if (!object(x) || !filters.has(x)) fail(method, "a filter such as gt(0.8)", x); };
  const callback = (method, x) => { if (typeof x !== "function" && typeof x !== "number") fail(method, "a function", x); };
  const all = check => (method, args) => args.forEach(x => flat(method, check, x));
  const one = check => (method, args) => check(method, args[0]);
  const first = (method, x) => { if (x !== null && x !== undefined) flat(method, value, x); };
  const via = (method, args) => args.forEach((x, i) => i === 0 ? first(method, x) : flat(method, string, x));
  const has = (method, args) => args.forEach((x, i) => i === 0 ? first(method, x) : flat(method, orFilter, x));
  const deep = (method, args) => args.forEach((x, i) => i === 0 ? first(method, x) : flat(method, i === 1 && typeof x === "number" ? number : string, x));
  const checks = {
    v: all(value), vertex: all(value), is: all(value), has: has, hasr: has,
    in: via, out: via, both: via, labelcontext: via, save: via, saver: via, saveopt: via, saveoptr: via, followrecursive: deep,
    follow: one(path), followr: one(path), and: one(path), intersect: one(path), union: one(path), or: one(path),
    except: one(path), difference: one(path), filter: all(filter),
    back: one(string), tag: all(string), as: all(string), saveinpredicates: one(string), saveoutpredicates: one(string),
    limit: one(number), skip: one(number), getlimit: one(number), toarray: all(number), tagarray: all(number),
    foreach: all(callback), map: all(callback), iri: one(string), uri: one(string), addnamespace: all(string)
  };
  /* What a callback is given has names in the short form that queries use. */
  const short = s => {
    if (typeof s !== "string" || !s.startsWith("<") || !s.endsWith(">")) return s;
    const iri = s.slice(1, -1);
    for (const p of naming.prefixes) if (iri.startsWith(p.iri)) return p.name + ":" + iri.slice(p.iri.length);
    if (!iri.startsWith(naming.base)) return s;
    try { return decodeURIComponent(iri.slice(naming.base.length)); } catch (e) { return s; }
  };
  const told = f => typeof f !== "function" ? f : data => f(object(data) ? Object.fromEntries(Object.entries(data).map(([k, v]) => [k, short(v)])) : short(data));
  const isPath = x => object(x) && !Array.isArray(x) && typeof x.followRecursive === "function";
  const wrap = o => {
    const p = new Proxy({}, { get(_, name) {
      let f = o[name];
      if (f === undefined && typeof name === "string") f = o[name.charAt(0).toLowerCase() + name.slice(1)];
      if (f === undefined && typeof name === "string" && name !== "then" && name !== "toJSON") throw new TypeError("there is no method " + name);
      if (typeof f !== "function") return f;
      return (...given) => {
        let args = bare(given, 0);
        while (args.length > 0 && args[args.length - 1] === undefined) args.pop();
        const method = String(name).toLowerCase(), check = checks[method];
        if (check) check(name, args);
        if (method === "foreach" || method === "map") args = args.map(told);
        if (method === "emit") args = args.map(x => object(x) && !made.has(x) ? JSON.parse(JSON.stringify(x)) : x);
        const result = f.apply(o, args);
        if (method === "iri" || method === "uri") made.add(result);
        if (!isPath(result)) return result;
        paths.add(result);
        return wrap(result);
      };
    } });
    behind.set(p, o);
    return p;
  };
  const guard = (name, n, check, kept) => {
    const f = world[name];
    world[name] = (...args) => {
      if (args.length !== n && !(name === "regex" && args.length === 2)) throw new TypeError(name + ": want " + n + " argument" + (n > 1 ? "s" : "") + ", got " + args.length);
      args.forEach(x => check(name, x));
      const result = f(...args);
      kept.add(result);
      return result;
    };
  };
  ["iri", "bnode", "raw", "str"].forEach(name => guard(name, 1, string, made));
  ["lang", "typed"].forEach(name => guard(name, 2, string, made));
  ["lt", "lte", "gt", "gte", "like", "regex"].forEach(name => guard(name, 1, value, filters));
  world.g = world.graph = wrap(real);
  /* What the checks stand on stays as it is. */
  [Object, Array, Function, WeakSet, WeakMap, JSON, Reflect, String, Symbol, Proxy].forEach(x => {
    Object.freeze(x);
    if (x.prototype) Object.freeze(x.prototype);
  });
  Object.freeze(Object.getPrototypeOf([][Symbol.iterator]()));
})(this, NAMING);
