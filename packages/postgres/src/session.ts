import { hash } from 'node:crypto';
import type { ClientBase, QueryConfig } from 'pg';
import type { Row, Value } from './rows.ts';

/** A statement of ours; with a name it is prepared once on each connection. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
}

/** A statement and the values of its parameters. Instants and points are numbers, JSON is text, arrays are Buffers. */
export interface Question {
  readonly statement: Statement;
  readonly values: readonly Value[];
}

/** The command that the server says it carried out, and the rows it answered with. */
export interface Answer {
  readonly command: string;
  readonly rows: readonly Row[];
}

/** A statement that is prepared: the same text has the same name in every store and process. */
export function prepared(text: string): Statement {
  return { name: `pointbook_${hash('sha1', text).slice(0, 20)}`, text };
}

/** A statement that is planned each time, for the values decide how it is best done. */
export function unprepared(text: string): Statement {
  return { text };
}

/** Asks one thing. */
export async function ask(client: Queryable, { statement, values }: Question): Promise<Answer> {
  if (isPipelined(client)) sendTogether(client);
  const { command, rows } = await client.query<Row>(configOf(statement, values));
  return { command, rows };
}

/** What can be asked: a client, or a pool that picks one. */
export type Queryable = Pick<ClientBase, 'query'>;

/** What pg is given: rows stay text. */
function configOf({ name, text }: Statement, values: readonly Value[]): QueryConfig<unknown[]> {
  return {
    ...(name === undefined ? {} : { name }),
    text,
    ...(values.length === 0 ? {} : { values: [...values] }),
    types: asText,
  };
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
  process.nextTick(() => {
    gathering.delete(stream);
    stream.uncork?.();
  });
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
