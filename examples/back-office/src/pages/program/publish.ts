import { randomUUID } from 'node:crypto';
import { isPointbookError } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import { staffOf } from '../../staff/guard.tsx';
import type { Page } from '../../ui/env.ts';
import { toldFailure } from '../../ui/failures.ts';
import { done } from '../../ui/page.tsx';
import { readForm } from '../../ui/read-form.ts';
import { changesPage } from './changes-page.tsx';
import { markDraft } from './change-draft.ts';
import { gonePage } from './draft-page.tsx';
import { openDraft } from './open-draft.ts';
import { words } from './words.ts';

/**
 * Publishes a change as it was seen: once for each form, and never over rules that somebody else has published
 * meanwhile.
 */
export async function publishDraft(c: Page, office: Office) {
  const t = words(c);
  const { ledger, drafts } = office;
  const form = await readForm(c);
  const before = ledger.publications.ofForm(form.key);
  // With the rules of another draft, a form that was used before would seem to have published them.
  if (before !== null && before.version !== form.text('seen'))
    return changesPage(c, office, { key: randomUUID(), problem: t.formUsed });
  if (before !== null) return told(before.number);
  const opened = openDraft(c, office);
  if (opened === null) return gonePage(c);
  const { draft, definition, read } = opened;
  if (read.isErr()) return markDraft(c, office);
  if (read.value.version !== form.text('seen'))
    return changesPage(c, office, { key: form.key, problem: t.editedMeanwhile });
  try {
    const { staffId } = staffOf(c);
    const published = await ledger.publish({ program: definition, over: draft.over, key: form.key, staffId });
    if (published === null) return changesPage(c, office);
    drafts.remove(draft.draftId);
    return told(published.number);
  } catch (thrown) {
    if (!isPointbookError(thrown)) throw thrown;
    return changesPage(c, office, { key: form.key, problem: toldFailure(c, thrown.failure) });
  }

  function told(number: number) {
    return done(c, '/program', t.published(c.var.formats.number(number)));
  }
}
