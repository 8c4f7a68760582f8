import type { BadHeader, ImportPreview } from '@pointbook/core/jobs';
import type { Office } from '../../office.ts';
import type { ImportFile } from '../../shop/import-files.ts';
import { fileAddress } from '../../ui/addresses.ts';
import { Card, Figure, Problem } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { Field, Form } from '../../ui/form.tsx';
import { show } from '../../ui/page.tsx';
import { RowProblems } from './row-problems.tsx';
import { toldFileFailure } from './told-file-failure.ts';
import { toldHeader } from './told-header.ts';
import { words } from './words.ts';

/** An import that was not started: why, and what was typed for it. */
interface Refused {
  readonly problem: string;
  readonly reason: string;
  readonly comment: string;
}

/** What importing a file would do, and what is wrong with its rows. Nothing is changed by looking. */
export async function dryRunPage(c: Page, office: Office, refused?: Refused) {
  const t = words(c);
  const { files, ledger } = office;
  const file = files.get(c.req.param('fileId') ?? '');
  if (file === null) return c.notFound();
  const source = files.source(file.fileId);
  const preview = await ledger.pointbook.jobs.previewImport({ ...file.query, source });
  const here = fileAddress(file.fileId);
  const again = (
    <>
      <a class="button" href={here}>
        {t.columnsAgain}
      </a>
      <a class="button quiet" href="/imports">
        {t.otherFile}
      </a>
    </>
  );
  return show(
    c,
    {
      title: t.dryRun,
      status: preview.isErr() || refused !== undefined ? 422 : 200,
      back: { href: here, label: t.columns },
    },
    preview.match(
      (seen) => <Outcome c={c} file={file} preview={seen} refused={refused} again={again} />,
      (failure) => (
        <Card title={file.name}>
          {failure.kind === 'bad-header' ? (
            <Header c={c} failure={failure} />
          ) : (
            <Problem>{toldFileFailure(c, failure)}</Problem>
          )}
          <div class="actions">{again}</div>
        </Card>
      ),
    ),
  );
}

function Header({ c, failure }: { c: Page; failure: BadHeader }) {
  return (
    <Problem>
      <strong>{words(c).badHeader}</strong>
      <ul>
        {failure.problems.map((problem) => (
          <li>{toldHeader(c, problem)}</li>
        ))}
      </ul>
    </Problem>
  );
}

interface OutcomeProps {
  readonly c: Page;
  readonly file: ImportFile;
  readonly preview: ImportPreview;
  readonly refused: Refused | undefined;
  readonly again: unknown;
}

function Outcome({ c, file, preview, refused, again }: OutcomeProps) {
  const t = words(c);
  const { number } = c.var.formats;
  const { records, accepted, rejected, given, taken, problems, leftOut, leftOutCells, ended, endedRows } = preview;
  const hasKeys = Object.values(file.query.mapping ?? {}).some((column) => [column].flat().includes('key'));
  return (
    <>
      {refused && <Problem>{refused.problem}</Problem>}
      <Card title={file.name}>
        <p class="hint">{accepted > 0 ? t.nothingYet : t.nothingGood}</p>
        <dl class="figures">
          <Figure label={t.rows} value={number(records)} />
          <Figure label={t.good} value={number(accepted)} />
          <Figure label={t.bad} value={number(rejected)} />
          <Figure label={t.given} value={number(given)} />
          {ended > 0 && <Figure label={t.ended} value={number(ended)} />}
          {taken > 0 && <Figure label={t.taken} value={number(taken)} />}
        </dl>
        {file.query.mode === 'add' && !hasKeys && <p class="hint">{t.noKeys}</p>}
        {accepted > 0 ? (
          <Form c={c} action={`${fileAddress(file.fileId)}/dry-run`}>
            <input type="hidden" name="rows" value={records} />
            <div class="row">
              <Field name="reason" label={t.reason} value={refused?.reason} maxlength={2000} />
              <Field name="comment" label={t.comment} value={refused?.comment} maxlength={2000} />
            </div>
            <div class="actions">
              <button class="main">{t.apply(number(accepted))}</button>
              {again}
            </div>
          </Form>
        ) : (
          <div class="actions">{again}</div>
        )}
      </Card>
      {rejected > 0 && <RowProblems c={c} title={t.problems} problems={problems} all={rejected} />}
      {leftOut > 0 && <RowProblems c={c} title={t.leftOutCells} problems={leftOutCells} all={leftOut} />}
      {endedRows.length > 0 && <RowProblems c={c} title={t.endedRows} problems={endedRows} />}
    </>
  );
}
