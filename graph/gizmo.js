/* Runs before every Gizmo query. Cayley's Gizmo ends the whole process when a
   method is given what it does not expect, such as an object where a name
   belongs. So g, its paths and the functions beside it are wrapped, and what
   they are given is checked first: objects must be of their own making. */
(function (world) {
  const real = world.g, behind = new WeakMap();
  const paths = new WeakSet(), filters = new WeakSet(), made = new WeakSet();
  const object = x => x !== null && (typeof x === "object" || typeof x === "function");
  const bare = x => Array.isArray(x) ? x.map(bare) : object(x) && behind.get(x) || x;
  const kind = x => x === null ? "null" : Array.isArray(x) ? "a list" : typeof x === "object" ? "an object" : typeof x;
  const fail = (method, want, got) => { throw new TypeError(method + ": want " + want + ", got " + kind(got)); };
  const flat = (method, check, x, depth) => {
    if (!Array.isArray(x)) return check(method, x);
    if (depth > 8) throw new TypeError(method + ": lists too deep");
    x.forEach(y => flat(method, check, y, depth + 1));
  };
  const value = (method, x) => {
    if (typeof x === "symbol" || object(x) && !paths.has(x) && !made.has(x) && !filters.has(x)) fail(method, "a name, a value or a path", x);
  };
  const string = (method, x) => { if (typeof x !== "string") fail(method, "a string", x); };
  const tag = (method, x) => { if (x !== null && x !== undefined) string(method, x); };
  const path = (method, x) => { if (!object(x) || !paths.has(x)) fail(method, "a path", x); };
  const number = (method, x) => { if (typeof x !== "number") fail(method, "a number", x); };
  const filter = (method, x) => { if (!object(x) || !filters.has(x)) fail(method, "a filter such as gt(0.8)", x); };
  const callback = (method, x) => { if (typeof x !== "function" && typeof x !== "number") fail(method, "a function", x); };
  const all = check => (method, args) => args.forEach(x => flat(method, check, x, 0));
  const one = check => (method, args) => check(method, args[0]);
  const via = (method, args) => args.forEach((x, i) => flat(method, i === 0 ? value : tag, x, 0));
  const deep = (method, args) => args.forEach((x, i) => flat(method, i === 0 ? value : i === 1 && typeof x === "number" ? number : tag, x, 0));
  const checks = {
    v: all(value), vertex: all(value), is: all(value), has: all(value), hasr: all(value),
    in: via, out: via, both: via, labelcontext: via, save: via, saver: via, saveopt: via, saveoptr: via, followrecursive: deep,
    follow: one(path), followr: one(path), and: one(path), intersect: one(path), union: one(path), or: one(path),
    except: one(path), difference: one(path), filter: all(filter),
    back: one(string), tag: all(string), as: all(string), saveinpredicates: one(string), saveoutpredicates: one(string),
    limit: one(number), skip: one(number), getlimit: one(number), toarray: all(number), tagarray: all(number),
    foreach: all(callback), map: all(callback), iri: one(string), uri: one(string), addnamespace: all(string)
  };
  const isPath = x => object(x) && !Array.isArray(x) && typeof x.followRecursive === "function";
  const wrap = o => {
    const p = new Proxy({}, { get(_, name) {
      const f = o[name];
      if (f === undefined && typeof name === "string" && name !== "then" && name !== "toJSON") throw new TypeError("there is no method " + name);
      if (typeof f !== "function") return f;
      return (...given) => {
        let args = given.map(bare);
        const method = String(name).toLowerCase(), check = checks[method];
        if (check) check(name, args);
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
})(this);
