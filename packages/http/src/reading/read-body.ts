import { InvariantError } from '@pointbook/core';
import { err, ok, type Result } from 'neverthrow';
import { parseJson } from './parse-json.ts';
import type { Limits } from '../options/limits.ts';
import type { Problem } from '../problems/problems.ts';
import { lateAfter, readBefore, tooLarge, tooLate } from './body-limits.ts';
import { requestProblem } from '../problems/request-problems.ts';

/** The JSON of a request's body: undefined where it has none. */
export async function readBody(request: Request, limits: Limits): Promise<Result<unknown, Problem>> {
  const { headers } = request;
  const length = headers.get('content-length');
  // Where a length is told, the body need not be looked at to know whether there is one: some servers make it on
  // demand.
  if (length === '0' || (length === null && request.body === null)) return ok(undefined);
  const type = headers.get('content-type');
  if (type !== null && !jsonType.test(type))
    return err(
      requestProblem(
        'unsupported-media-type',
        'The body must be JSON in UTF-8: send `Content-Type: application/json`.',
      ),
    );
  if (!/^identity$/i.test(headers.get('content-encoding') ?? 'identity'))
    return err(requestProblem('unsupported-media-type', 'Send the body as it is: none is unpacked here.'));
  const read = await readText(request, length, limits);
  if (read.isErr()) return err(read.error);
  if (read.value === '') return ok(undefined);
  if (type === null) return err(requestProblem('unsupported-media-type', 'Say `Content-Type: application/json`.'));
  return parseJson(read.value, limits.jsonDepth).mapErr((mistake) =>
    requestProblem('invalid-json', `The body ${mistake}.`),
  );
}

const jsonType = /^application\/json\s*(;\s*(charset="?utf-8"?\s*)?)?$/i;

async function readText(request: Request, length: string | null, limits: Limits): Promise<Result<string, Problem>> {
  const { bodyBytes, bodyMs } = limits;
  if (Number(length) > bodyBytes) return err(tooLarge(bodyBytes));
  if (request.bodyUsed) throw readBefore();
  const late = lateAfter(bodyMs);
  try {
    // A server holds a body to the length that was told, so that it can be read at once.
    const reading = length === null ? readParts(request, bodyBytes) : request.arrayBuffer();
    const bytes = await Promise.race([reading, late.promise]);
    if (bytes === 'late') return err(tooLate(bodyMs));
    if (bytes === null || bytes.byteLength > bodyBytes) return err(tooLarge(bodyBytes));
    if (bytes.byteLength === 0 && length !== null) throw readBefore();
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (thrown) {
    if (thrown instanceof InvariantError) throw thrown;
    if (unusable.test(String(thrown))) throw readBefore();
    return err(requestProblem('invalid-json', 'The body is not UTF-8, or broke off.'));
  } finally {
    late.clear();
  }
}

/** How runtimes call a body that is no longer there. */
const unusable = /^TypeError: Body is unusable/;

/**
 * The bytes of a body of unknown length; null where there are more than the limit. What is left of it is the server's
 * to discard: to cancel it would break the connection off, on which the answer goes.
 */
async function readParts(request: Request, limit: number): Promise<Uint8Array | null> {
  const reader = (request.body as ReadableStream<Uint8Array>).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > limit) return null;
    parts.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}
