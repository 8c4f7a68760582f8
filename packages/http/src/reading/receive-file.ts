import { err, ok, type Result } from 'neverthrow';
import { brokenOff, lateAfter, readBefore, tooLarge, tooLate } from './body-limits.ts';
import { keepFile, type KeptFile } from './kept-file.ts';
import type { Limits } from '../options/limits.ts';
import type { Problem } from '../problems/problems.ts';
import { requestProblem } from '../problems/request-problems.ts';

/** How files are received. */
export interface FileLimits extends Pick<Limits, 'fileBytes' | 'fileMs'> {
  /** Where they are kept; the system's folder for temporary files when undefined. */
  readonly folder: string | undefined;
}

/** Receives the body of a request as a file, part by part. A body that does not come to its end leaves nothing. */
export async function receiveFile(request: Request, limits: FileLimits): Promise<Result<KeptFile, Problem>> {
  const { fileBytes, folder } = limits;
  if (Number(request.headers.get('content-length')) > fileBytes) return err(tooLarge(fileBytes));
  if (request.bodyUsed) throw readBefore();
  let file: KeptFile | null = null;
  try {
    file = await keepFile(folder);
    const problem = await copyBody(request, file, limits);
    if (problem === null) return ok(file);
    await file.remove();
    return err(problem);
  } catch (thrown) {
    await file?.remove().catch(() => undefined);
    // No room, no right, or a runtime without files.
    return err(requestProblem('file-not-kept', 'The server could not keep the file to read it.', { hidden: thrown }));
  }
}

/** Copies the body to a file; answers what is wrong with the body, and throws what is wrong with the file. */
async function copyBody(request: Request, file: KeptFile, limits: FileLimits): Promise<Problem | null> {
  const { fileBytes, fileMs } = limits;
  if (request.body === null) return null;
  const reader = request.body.getReader();
  const late = lateAfter(fileMs);
  let length = 0;
  try {
    for (;;) {
      const next = await Promise.race([reader.read().catch(() => 'broken' as const), late.promise]);
      if (next === 'broken') return brokenOff();
      if (next === 'late') return tooLate(fileMs);
      if (next.done) return null;
      length += next.value.byteLength;
      // The rest is the server's to discard: to cancel it would break the connection off, on which the answer goes.
      if (length > fileBytes) return tooLarge(fileBytes);
      await file.add(next.value);
    }
  } finally {
    late.clear();
  }
}
