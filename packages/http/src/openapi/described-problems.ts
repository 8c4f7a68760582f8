import { type Problem, problemDocument } from '../problems/problems.ts';
import { requestStatuses, type RequestProblemKind } from '../problems/request-problems.ts';
import { statusOf } from '../problems/statuses.ts';
import type { VerbRoute } from '../routing/verb-routes.ts';

/** The document of a problem, as RFC 9457 has it. */
export const problemSchema = {
  type: 'object',
  description: 'A problem of RFC 9457. Further members are the fields of the error.',
  properties: {
    type: { type: 'string', format: 'uri', description: 'The kind as a URN.' },
    title: { type: 'string', description: 'The kind in words.' },
    status: { type: 'integer', description: 'The status of the answer.' },
    detail: { type: 'string', description: 'What happened and what to do, for people.' },
    kind: { type: 'string', description: 'The name of the error, to switch on.' },
    requestId: { type: 'string', description: 'How the log of the server names the request.' },
  },
  required: ['type', 'title', 'status', 'detail', 'kind', 'requestId'],
} as const;

/** The responses of problems by name, each once however many verbs have it. */
export class ProblemResponses {
  readonly #names = new Map<string, string>();
  readonly #counts = new Map<number, number>();
  readonly components: Record<string, object> = {};

  /** What a verb may fail with, by status. */
  of(route: VerbRoute): Readonly<Record<string, object>> {
    const kinds = kindsOf(route);
    const statuses = [...new Set(kinds.map(([, status]) => status))];
    const kindsWith = (status: number) => kinds.filter((each) => each[1] === status).map(([kind]) => kind);
    return Object.fromEntries(statuses.map((status) => [status, this.#ref(status, kindsWith(status))]));
  }

  #ref(status: number, kinds: readonly string[]): object {
    const key = `${status} ${kinds.join(' ')}`;
    let name = this.#names.get(key);
    if (name === undefined) {
      const count = (this.#counts.get(status) ?? 0) + 1;
      this.#counts.set(status, count);
      name = `Problem${status}-${count}`;
      this.#names.set(key, name);
      this.components[name] = response(status, kinds);
    }
    return { $ref: `#/components/responses/${name}` };
  }
}

/** All kinds of problems of a verb, each with its status: its own, and those of its request. */
function kindsOf({ verb, method, fields, file }: VerbRoute): readonly (readonly [kind: string, status: number])[] {
  const own = verb.failures.map((kind) => [kind, statusOf(kind)] as const);
  const stale = method !== 'GET' && fields !== null && 'version' in fields && verb.failures.includes('member-changed');
  const ofRequests = Object.entries(requestStatuses).filter(
    ([kind]) =>
      !ofNoVerb.includes(kind) &&
      (method !== 'GET' || !ofBodies.includes(kind)) &&
      (file !== null || !ofFiles.includes(kind)),
  );
  // Who is a member is told of every other one that there is none.
  const all = [
    ...own,
    ...ofRequests,
    ['unknown-member', 404] as const,
    ...(stale ? [['member-changed', 412] as const] : []),
  ];
  return [...new Map(all.map((each) => [each.join(' '), each])).values()].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

const ofNoVerb: readonly string[] = ['unknown-route', 'method-not-allowed'] satisfies readonly RequestProblemKind[];
const ofFiles: readonly string[] = ['body-broke-off', 'file-not-kept'] satisfies readonly RequestProblemKind[];
const ofBodies: readonly string[] = [
  'invalid-json',
  'foreign-actor',
  'body-timeout',
  'body-too-large',
  'unsupported-media-type',
] satisfies readonly RequestProblemKind[];

function response(status: number, kinds: readonly string[]): object {
  const [first = ''] = kinds;
  const problem: Problem = { kind: first, status, detail: 'What happened and what to do.' };
  const schema = {
    allOf: [{ $ref: '#/components/schemas/Problem' }],
    type: 'object',
    properties: { status: { const: status }, kind: { enum: kinds } },
  };
  const content = { 'application/problem+json': { schema, example: problemDocument(problem, '4f2c-1') } };
  return { description: kinds.map((kind) => `\`${kind}\``).join(', '), content };
}
