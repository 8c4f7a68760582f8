import type { Program } from '@pointbook/core';
import type { Office } from '../../office.ts';
import { Card, Empty, Problem } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { Form } from '../../ui/form.tsx';
import { show } from '../../ui/page.tsx';
import { markDraft } from './change-draft.ts';
import { changesBetween } from './changes.ts';
import { gonePage } from './draft-page.tsx';
import { Effects } from './effects.tsx';
import { words as formWords } from './form-words.ts';
import { draftAddress, nameOf, newestOf, openDraft, type OpenDraft, publishedProgram } from './open-draft.ts';
import { ChangesTable } from './told.tsx';
import { words } from './words.ts';

/** Why a change was not published. */
export interface Refused {
  readonly key: string;
  readonly problem: string;
}

/** What a change of the rules changes, and for whom, before it is published. */
export function changesPage(c: Page, office: Office, refused?: Refused) {
  const t = words(c);
  const opened = openDraft(c, office);
  if (opened === null) return gonePage(c);
  const { draft, over, read } = opened;
  if (read.isErr()) return markDraft(c, office);
  const here = draftAddress(draft.draftId);
  const newest = newestOf(office);
  const isStale = newest.number !== over.number;
  return show(
    c,
    {
      title: t.mend,
      status: isStale ? 409 : refused ? 422 : 200,
      back: { href: here, label: formWords(c).title },
    },
    <>
      {refused && !isStale && <Problem>{refused.problem}</Problem>}
      {isStale ? (
        <PublishedMeanwhile c={c} office={office} opened={opened} here={here} />
      ) : (
        <Changes
          c={c}
          office={office}
          before={publishedProgram(office, over)}
          after={read.value}
          here={here}
          formKey={refused?.key}
        />
      )}
    </>,
  );
}

interface ChangesProps {
  readonly c: Page;
  readonly office: Office;
  readonly before: Program;
  readonly after: Program;
  readonly here: string;
  readonly formKey: string | undefined;
}

function Changes({ c, office, before, after, here, formKey }: ChangesProps) {
  const t = words(c);
  const changes = changesBetween(c, before, after);
  const changeMore = (
    <a class="button" href={here}>
      {t.changeMore}
    </a>
  );
  if (changes.length === 0)
    return (
      <section class="card">
        <Empty title={t.nothing}>
          <p>{t.nothingText}</p>
          <p class="actions">{changeMore}</p>
        </Empty>
      </section>
    );
  return (
    <>
      <Card title={t.mend}>
        <ChangesTable c={c} changes={changes} caption={t.mend} />
      </Card>
      <Effects c={c} office={office} before={before} after={after} changes={changes} />
      <Form c={c} action={`${here}/publication`} formKey={formKey}>
        <input type="hidden" name="seen" value={after.version} />
        <div class="actions">
          <button class="main">{t.publish}</button>
          {changeMore}
        </div>
      </Form>
    </>
  );
}

interface MeanwhileProps {
  readonly c: Page;
  readonly office: Office;
  readonly opened: OpenDraft;
  readonly here: string;
}

/** Somebody else was faster: what is in use now is told, and nothing of it is overwritten unseen. */
function PublishedMeanwhile({ c, office, opened, here }: MeanwhileProps) {
  const t = words(c);
  const newest = newestOf(office);
  const [before, now] = [opened.over, newest].map((publication) => publishedProgram(office, publication));
  return (
    <>
      <Problem>{t.stale(nameOf(office, newest.staffId), c.var.formats.moment(newest.publishedAt))}</Problem>
      {before && now && (
        <Card title={t.now}>
          <p>{t.staleText}</p>
          <ChangesTable c={c} changes={changesBetween(c, before, now)} caption={t.now} />
        </Card>
      )}
      <Form c={c} action={`${here}/comparison`}>
        <button class="main">{t.compare}</button>
      </Form>
    </>
  );
}
