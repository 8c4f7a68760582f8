import { type CsvValue, writeCsv } from '@pointbook/core/values';
import { err, ok, type Result } from 'neverthrow';
import type { Exchange } from './exchange.ts';
import { problemOfFailure, type Problem, type VerbFailure } from '../problems/problems.ts';

/** How the parts of a stream are written. */
interface Form {
  readonly head: string;
  readonly part: (part: unknown, isFirst: boolean) => string;
  readonly foot: string;
}

/** Enough for a response to take at a time. */
const usualLength = 65_536;

const forms = {
  'application/json': () => ({
    head: '[',
    part: (part, isFirst) => (isFirst ? '\n' : ',\n') + JSON.stringify(part),
    foot: '\n]\n',
  }),
  'application/x-ndjson': () => ({ head: '', part: (part) => `${JSON.stringify(part)}\n`, foot: '' }),
  'text/csv': (columns) => csvForm(columns),
} as const satisfies Readonly<Record<string, (columns: readonly string[] | null) => Form>>;

/** The parts are pieces of a text already. */
const plainText: Form = { head: '', part: String, foot: '' };

/** The media types in which a stream may be asked for; the first is the usual one. */
export const streamTypes = Object.keys(forms) as readonly (keyof typeof forms)[];

/**
 * Answers a verb that answers in parts. A failure before the first part is a problem; a later one breaks the response
 * off, so that no client takes it for the whole.
 */
export async function answerInParts(exchange: Exchange, type: string): Promise<Result<Response, Problem>> {
  const parts = (exchange.call(exchange.input) as AsyncIterable<Result<unknown, VerbFailure>>)[Symbol.asyncIterator]();
  const first = await parts.next();
  if (first.done !== true && first.value.isErr()) {
    await parts.return?.();
    return err(problemOfFailure(first.value.error, exchange.now()));
  }
  const { verb } = exchange.route;
  const form = verb.mediaType === null ? forms[type as keyof typeof forms](columnsOf(exchange)) : plainText;
  const { part, foot }: Form = form;
  let { head } = form;
  // How far work is should be told at once.
  const blockLength = verb.writes ? 1 : usualLength;
  let waiting: IteratorResult<Result<unknown, VerbFailure>> | null = first;
  let isFirst = true;
  const encoder = new TextEncoder();
  /** It is too late for a problem. */
  function breakOff(controller: ReadableStreamDefaultController<Uint8Array>, cause: unknown): void {
    exchange.fail(cause);
    controller.error(new BrokenOff());
  }
  /** Writes a block. */
  async function fill(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    let block = head;
    head = '';
    while (block.length < blockLength) {
      const next = waiting ?? (await parts.next());
      waiting = null;
      if (next.done === true) {
        controller.enqueue(encoder.encode(block + foot));
        return controller.close();
      }
      if (next.value.isErr()) {
        breakOff(controller, next.value.error);
        await parts.return?.();
        return;
      }
      block += part(next.value.value, isFirst);
      isFirst = false;
    }
    controller.enqueue(encoder.encode(block));
  }
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        await fill(controller);
      } catch (thrown) {
        breakOff(controller, thrown);
      }
    },
    // The client has left: what is still to be read need not be.
    async cancel() {
      await parts.return?.();
    },
  });
  return ok(new Response(body, { status: 200, headers: { 'content-type': `${type}; charset=utf-8` } }));
}

/**
 * The end of an answer before its end. By the code, the listener of `@hono/node-server` takes it for what it is; of any
 * other error it writes the message behind the answer, and ends that as if it were whole.
 */
class BrokenOff extends Error {
  readonly code = 'ERR_STREAM_PREMATURE_CLOSE';
  constructor() {
    super('The answer broke off.');
  }
}

/**
 * The columns that the request asks for, or those of the report; null where neither says so: then the first row does.
 */
function columnsOf({ route, input }: Exchange): readonly string[] | null {
  const { columns } = input;
  return Array.isArray(columns) ? columns.map(String) : route.verb.columns;
}

/** A row of names, and a row for each part: an object by its columns, or a list of cells. */
function csvForm(columns: readonly string[] | null): Form {
  let names = columns;
  return {
    head: names === null ? '' : writeCsv([names]),
    part(part) {
      if (Array.isArray(part)) return writeCsv([part.map(cellOf)]);
      const head = names === null ? writeCsv([Object.keys(part as object)]) : '';
      names ??= Object.keys(part as object);
      return head + writeCsv([names.map((name) => cellOf((part as Readonly<Record<string, unknown>>)[name]))]);
    },
    foot: '',
  };
}

function cellOf(value: unknown): CsvValue {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'number' || typeof value === 'string') return value;
  return typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}
