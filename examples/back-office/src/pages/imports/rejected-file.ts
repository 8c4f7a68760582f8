import { Readable } from 'node:stream';
import { orThrow } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import type { Page } from '../../ui/env.ts';
import { words } from './words.ts';

/** Makes a spreadsheet read the file as UTF-8. An import passes over it. */
const mark = '\uFEFF';

/** The rows that an import has left out, each with what is wrong with it: to be mended, and imported. */
export function rejectedFile(c: Page, { ledger, files }: Office) {
  const jobId = c.req.param('jobId') ?? '';
  const file = files.ofJob(jobId);
  if (file === null) return c.notFound();
  const parts = ledger.pointbook.jobs.rejectedRows({ jobId, source: files.source(file.fileId) });
  const text = async function* () {
    yield mark;
    for await (const part of parts) yield orThrow(part);
  };
  const name = encodeURIComponent(`${words(c).bad}-${file.name.replace(/\.\w+$/, '')}.csv`);
  return c.body(
    Readable.toWeb(Readable.from(text(), { objectMode: false })) as ReadableStream<Uint8Array<ArrayBuffer>>,
    200,
    {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
    },
  );
}
