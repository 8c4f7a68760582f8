import { hash } from 'node:crypto';
import type { Answers, Question, Row } from '@pointbook/sql';
import type { ClientBase, QueryConfig } from 'pg';
import { nextTick, withTicks } from './next-tick.ts';

/** The command that the server says it carried out, and the rows it answered with: each value is text, or null. */
export interface Answer {
  readonly command: string;
  readonly rows: readonly Row[];
}

/** What can be asked: a client, or a pool that picks one. */
export type Queryable = Pick<ClientBase, 'query'>;

/** Asks one thing. */
export function ask(client: Queryable, question: Question): Promise<Answer> {
  if (isPipelined(client)) sendTogether(client);
  return withTicks(() => client.query<Row>(configOf(question, !nameless.has(client))));
}

/**
 * Asks several things in order, in one flight where the client is pipelined and else one after another.
 *
 * @throws The first error, for within a transaction the server refuses all that follows it.
 */
export async function askAll(client: Queryable, questions: readonly Question[]): Promise<Answer[]> {
  if (!isPipelined(client)) {
    const answers: Answer[] = [];
    for (const question of questions) answers.push(await ask(client, question));
    return answers;
  }
  const settled = await Promise.allSettled(questions.map((question) => ask(client, question)));
  return settled.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
}

/** How work of several steps asks a client. */
export function asking(client: Queryable): (questions: readonly Question[]) => Promise<Answers> {
  return async (questions) => (await askAll(client, questions)).map(({ rows }) => rows);
}

const nameless = new WeakSet<Queryable>();

/**
 * From now on, what a client is asked has no name to be prepared under: a pooler between may forget it, or mix it up.
 */
export function askWithoutNames(client: Queryable): void {
  nameless.add(client);
}

/** Asks a client in this as another is asked, such as its pool. */
export function askLike<Client extends Queryable>(other: Queryable, client: Client): Client {
  if (nameless.has(other)) nameless.add(client);
  return client;
}

/** What pg is given: rows stay text. */
function configOf({ sql, values, isPlannedAnew }: Question, isNamed: boolean): QueryConfig<unknown[]> {
  const { name, text } = statementOf(sql);
  return {
    ...(isPlannedAnew !== true && isNamed ? { name } : {}),
    text,
    ...(values.length === 0 ? {} : { values: [...values] }),
    types: asText,
  };
}

/** By their texts; there are as many as there are shapes of statements. */
const statements = new Map<string, { readonly name: string; readonly text: string }>();

/**
 * A statement as the server takes it, with a name under which it is prepared once on each connection: the same text has
 * the same name in every store and process.
 */
export function statementOf(sql: string) {
  const known = statements.get(sql);
  if (known !== undefined) return known;
  let number = 0;
  const text = sql.replaceAll('?', () => `$${++number}`);
  const statement = { name: `pointbook_${hash('sha1', text).slice(0, 20)}`, text };
  statements.set(sql, statement);
  return statement;
}

const asText = { getTypeParser: () => (value: unknown) => value };

/** Whether what is asked goes out at once, and need not wait for the answer to what was asked before. */
export function isPipelined(client: Queryable): boolean {
  return (client as { pipeline?: unknown }).pipeline === true;
}

/** The socket below a client of pg, where this version of it shows one. */
interface Wired {
  readonly connection?: { readonly stream?: { cork?(): void; uncork?(): void } };
}

const gathering = new WeakSet<object>();

/** Lets the socket wait for the end of this turn, so that all that is asked meanwhile is one write. */
function sendTogether(client: Queryable): void {
  const { stream } = (client as Wired).connection ?? {};
  if (stream?.cork === undefined || gathering.has(stream)) return;
  gathering.add(stream);
  stream.cork();
  nextTick(() => {
    gathering.delete(stream);
    stream.uncork?.();
  });
}
