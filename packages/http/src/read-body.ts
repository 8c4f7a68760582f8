import { err, ok, type Result } from 'neverthrow';
import { parseJson } from './parse-json.ts';
import type { Limits } from './limits.ts';
import type { Problem } from './problems.ts';
import { requestProblem } from './request-problems.ts';

/** The JSON of a request's body: undefined where it has none. */
export async function readBody(request: Request, limits: Limits): Promise<Result<unknown, Problem>> {
  if (request.body === null) return ok(undefined);
  const type = request.headers.get('content-type');
  if (type !== null && !/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type))
    return err(requestProblem('unsupported-media-type', 'The body must be application/json, in UTF-8.'));
  const read = await readText(request, limits);
  if (read.isErr()) return err(read.error);
  if (read.value === '') return ok(undefined);
  if (type === null) return err(requestProblem('unsupported-media-type', 'Say `Content-Type: application/json`.'));
  return parseJson(read.value, limits.jsonDepth).mapErr((mistake) =>
    requestProblem('invalid-json', `The body ${mistake}.`),
  );
}

async function readText(request: Request, { bodyBytes, bodyMs }: Limits): Promise<Result<string, Problem>> {
  const tooLarge = requestProblem('body-too-large', `The body is larger than ${bodyBytes} bytes.`, {
    fields: { limit: bodyBytes },
    headers: closing,
  });
  if (Number(request.headers.get('content-length') ?? 0) > bodyBytes) return err(tooLarge);
  // What is left of a body that was given up is the server's to discard: to cancel it would break the connection off, on
  // which the answer goes.
  const reader = (request.body as ReadableStream<Uint8Array>).getReader();
  const late = lateAfter(bodyMs);
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let text = '';
    let bytes = 0;
    for (;;) {
      const read = await Promise.race([reader.read(), late.promise]);
      if (read === null)
        return err(requestProblem('body-timeout', `The body did not come within ${bodyMs} ms.`, { headers: closing }));
      if (read.done) return ok(text + decoder.decode());
      bytes += read.value.byteLength;
      if (bytes > bodyBytes) return err(tooLarge);
      text += decoder.decode(read.value, { stream: true });
    }
  } catch {
    return err(requestProblem('invalid-json', 'The body is not UTF-8, or broke off.'));
  } finally {
    late.clear();
  }
}

/** Where a body was not read to its end, the next request cannot follow on its connection. */
const closing = { connection: 'close' };

/** A promise of null once so many milliseconds have passed. */
function lateAfter(ms: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const promise = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  return { promise, clear: () => clearTimeout(timer) };
}
