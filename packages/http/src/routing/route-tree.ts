import { InvariantError } from '@pointbook/core';

/** What is reached by a method and a path. */
export interface Routed {
  /** Such as `'PUT /invoices/{invoiceId}'`. */
  readonly route: string;
}

/** What was found for a path. */
export type Match<Target> =
  | { readonly found: Target; readonly values: Readonly<Record<string, string>> }
  /** There is no such path; or its methods, where the method is another. */
  | { readonly found: null; readonly methods: readonly string[] };

interface Node<Target> {
  readonly named: Map<string, Node<Target>>;
  any: Node<Target> | null;
  readonly methods: Map<string, { readonly target: Target; readonly fields: readonly string[] }>;
}

/** Finds what is reached by a method and a path; a name goes before a field. Two routes of one form throw. */
export function routeTree<Target extends Routed>(targets: readonly Target[]) {
  const root = newNode<Target>();
  for (const target of targets) insert(root, target);
  return {
    /** `segments` are those of the path, each decoded. */
    match(method: string, segments: readonly string[]): Match<Target> {
      const methods = new Set<string>();
      const found = find(root, method, segments, 0, [], methods);
      return found ?? { found: null, methods: [...methods].toSorted() };
    },
  };
}

/** The method of a route, and the segments of its path. */
export function partsOf(route: string): { readonly method: string; readonly segments: readonly string[] } {
  const [method = '', path = ''] = route.split(' ');
  return { method, segments: path.split('/').slice(1) };
}

/** The field that a segment stands for; null where it is a name. */
export function fieldOf(segment: string): string | null {
  return segment.startsWith('{') && segment.endsWith('}') ? segment.slice(1, -1) : null;
}

function newNode<Target>(): Node<Target> {
  return { named: new Map(), any: null, methods: new Map() };
}

function insert<Target extends Routed>(root: Node<Target>, target: Target): void {
  const { method, segments } = partsOf(target.route);
  let node = root;
  const fields: string[] = [];
  for (const segment of segments) {
    const field = fieldOf(segment);
    let next = field === null ? node.named.get(segment) : node.any;
    if (!next) {
      next = newNode<Target>();
      if (field === null) node.named.set(segment, next);
      else node.any = next;
    }
    if (field !== null) fields.push(field);
    node = next;
  }
  const other = node.methods.get(method);
  if (other) throw new InvariantError(`The routes ${other.target.route} and ${target.route} are one: change either.`);
  node.methods.set(method, { target, fields });
}

function find<Target>(
  node: Node<Target>,
  method: string,
  segments: readonly string[],
  depth: number,
  values: readonly string[],
  methods: Set<string>,
): Match<Target> | null {
  const segment = segments[depth];
  if (segment === undefined) {
    const there = node.methods.get(method);
    if (there)
      return {
        found: there.target,
        values: Object.fromEntries(there.fields.map((field, index) => [field, values[index] ?? ''])),
      };
    for (const each of node.methods.keys()) methods.add(each);
    return null;
  }
  const named = node.named.get(segment);
  const found = named ? find(named, method, segments, depth + 1, values, methods) : null;
  if (found || !node.any || segment === '') return found;
  return find(node.any, method, segments, depth + 1, [...values, segment], methods);
}
