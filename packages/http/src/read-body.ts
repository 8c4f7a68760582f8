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
  });
  if (Number(request.headers.get('content-length') ?? 0) > bodyBytes) return err(tooLarge);
  const reader = (request.body as ReadableStream<Uint8Array>).getReader();
  // Nobody waits for what is left of a body that was given up.
  const leave = () => void reader.cancel().catch(() => undefined);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    leave();
  }, bodyMs);
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let text = '';
    let bytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (isLate) return err(requestProblem('body-timeout', `The body did not come within ${bodyMs} ms.`));
      if (done) return ok(text + decoder.decode());
      bytes += value.byteLength;
      if (bytes > bodyBytes) {
        leave();
        return err(tooLarge);
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch (thrown) {
    // The decoder throws a TypeError; what else is thrown comes from a connection that broke.
    leave();
    const what = thrown instanceof TypeError ? 'is not UTF-8, or broke off' : 'broke off';
    return err(requestProblem('invalid-json', `The body ${what}.`));
  } finally {
    clearTimeout(timer);
  }
}
