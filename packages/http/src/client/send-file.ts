import type { CallOptions, FileVerb } from './client.ts';

/**
 * The bytes of a file. A request that is repeated sends them again, so a stream, which can be read once, is given by a
 * function that makes it anew. `openAsBlob` of `node:fs` gives a file on the disk.
 */
export type ClientFile = FileBytes | (() => FileBytes | ReadableStream<Uint8Array>);

type FileBytes = Blob | ArrayBuffer | Uint8Array<ArrayBuffer> | string;

/**
 * Calls a verb with a file as the body of the request, which is sent as it is read: `jobs.importFile`,
 * `jobs.previewImport`, `jobs.runJob`, `jobs.rejectedRows`, and verbs of other plugins that take one. It answers what
 * the verb answers.
 *
 * @remarks A request is repeated as the client repeats others. An import that was sent twice is done once.
 *
 * @example
 * ```ts
 * import { openAsBlob } from 'node:fs';
 * import { createClient } from '@pointbook/http/client';
 * import { sendFile } from '@pointbook/http/client-streams';
 *
 * const client = createClient<typeof pointbook>('https://shop.example/points');
 * const done = await sendFile(client.jobs.importFile, await openAsBlob('gifts.csv'), { mode: 'add', reason: 'gift' });
 * done.match(
 *   ({ accepted, rejected }) => print(accepted, rejected),
 *   (error) => print(error.kind, error.message),
 * );
 * ```
 */
export function sendFile<Input, Answer>(
  verb: FileVerb<Input, Answer>,
  file: ClientFile,
  input: NoInfer<Input>,
  { signal }: Pick<CallOptions, 'signal'> = {},
): Answer {
  const call = verb as unknown as (input: Input, options: CallOptions) => Answer;
  return call(input, {
    signal,
    async fetch(url, init, send) {
      const { accept, ...headers } = init.headers as Record<string, string>;
      const response = await send(`${url}?${new URLSearchParams(queryOf(JSON.parse(init.body as string)))}`, {
        ...init,
        body: typeof file === 'function' ? file() : file,
        headers: { ...headers, accept: `${accept}, text/csv;q=0.1`, 'content-type': 'text/csv' },
        // A stream is sent before the answer comes.
        duplex: 'half',
      } as RequestInit);
      return isCsv(response) ? inLines(response) : response;
    },
  });
}

/** What is told beside a file; an object is told in JSON. */
function queryOf(input: object): string[][] {
  return Object.entries(input).flatMap(([name, value]) =>
    [value].flat().map((each) => [name, typeof each === 'object' ? JSON.stringify(each) : String(each)]),
  );
}

function isCsv({ ok, headers }: Response): boolean {
  return ok && headers.get('content-type')?.startsWith('text/csv') === true;
}

/** A text whose pieces are the parts of an answer: a line of JSON for each, as parts come otherwise. */
function inLines({ body, status }: Response): Response {
  const asLines = new TransformStream<string, string>({
    transform: (piece, lines) => lines.enqueue(`${JSON.stringify(piece)}\n`),
  });
  const lines = body?.pipeThrough(new TextDecoderStream()).pipeThrough(asLines).pipeThrough(new TextEncoderStream());
  return new Response(lines ?? null, { status });
}
