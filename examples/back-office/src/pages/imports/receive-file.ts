import type { Office } from '../../office.ts';
import { beginningOf } from '../../shop/csv-head.ts';
import { isOwnForm } from '../../staff/guard.tsx';
import { lateForm } from '../../staff/late-form.tsx';
import { fileAddress } from '../../ui/addresses.ts';
import type { Page } from '../../ui/env.ts';
import { maxFileBytes, readUpload } from '../../ui/read-upload.ts';
import { queryOf } from './file-choices.ts';
import { startPage } from './start-page.tsx';
import { toldFileFailure } from './told-file-failure.ts';
import { words } from './words.ts';

/** Takes a file, and goes on to its columns. What is no CSV file is told at once. */
export async function receiveFile(c: Page, office: Office) {
  const t = words(c);
  const { files, ledger } = office;
  const { fileId, path } = files.newPlace();
  const { text, file } = await readUpload(c, path, (field) => isOwnForm(c, field('csrf')));
  if (!isOwnForm(c, text('csrf'))) return lateForm(c);
  const query = queryOf(text);
  if (file === null) return startPage(c, office, { problem: t.noFile, query, status: 422 });
  if (file.isTooLarge)
    return startPage(c, office, { problem: t.tooLarge(c.var.formats.size(maxFileBytes)), query, status: 413 });
  const beginning = await beginningOf(path);
  const looked = await ledger.pointbook.jobs.previewImport({ ...query, source: () => [beginning], lookUp: false });
  if (looked.isErr() && looked.error.kind === 'unreadable-file') {
    files.discard(fileId);
    return startPage(c, office, { problem: toldFileFailure(c, looked.error), query, status: 422 });
  }
  files.add({ fileId, name: file.name, bytes: file.bytes, digest: file.digest, query });
  return c.redirect(fileAddress(fileId), 303);
}
