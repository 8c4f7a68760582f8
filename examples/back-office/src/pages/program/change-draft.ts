import { randomUUID } from 'node:crypto';
import type { Office } from '../../office.ts';
import { staffOf } from '../../staff/guard.tsx';
import type { Page } from '../../ui/env.ts';
import { done } from '../../ui/page.tsx';
import { readForm } from '../../ui/read-form.ts';
import { gonePage } from './draft-page.tsx';
import { typedFrom } from './from-program.ts';
import { formMistakes } from './mistakes.ts';
import { draftAddress, newestOf, openDraft, publishedProgram } from './open-draft.ts';
import { emptyRow, maxRows, nameIn, readTyped, type RowList, rowLists, type TypedProgram } from './typed-program.ts';
import { words } from './words.ts';

/** Begins a change of the rules in use. A form that is sent twice begins one. */
export async function beginDraft(c: Page, office: Office) {
  const { key } = await readForm(c);
  const draftId = /^[\w-]{8,64}$/.test(key) ? key : randomUUID();
  const newest = newestOf(office);
  if (office.drafts.get(draftId) === null) {
    const typed = JSON.stringify(typedFrom(publishedProgram(office, newest)));
    const { staffId } = staffOf(c);
    office.drafts.put({ draftId, staffId, over: newest.number, changedAt: new Date(), saves: 0, typed });
  }
  return c.redirect(draftAddress(draftId), 303);
}

/** Keeps the form as it was typed, and does what its button says. */
export async function changeDraft(c: Page, office: Office) {
  const opened = openDraft(c, office);
  if (opened === null) return gonePage(c);
  const { draft } = opened;
  const form = await readForm(c);
  const [does = '', name = '', index = ''] = form.text('do').split(' ');
  const here = draftAddress(draft.draftId);
  const isByButton = does !== '';
  // What a page keeps by itself may arrive after its button has saved more.
  if (!isByButton && form.whole('saves') !== draft.saves) return c.redirect(here, 303);
  const list = rowLists.find((each) => each === name) ?? 'rules';
  const typed = withRows(readTyped(form, opened.typed), { does, list, index: Number(index) });
  const saves = draft.saves + (isByButton ? 1 : 0);
  office.drafts.put({ ...draft, changedAt: new Date(), saves, typed: JSON.stringify(typed) });
  if (does === 'see') return c.redirect(`${here}/changes`, 303);
  return c.redirect(`${here}#${placeAfter({ does, list, index: Number(index) }, typed)}`, 303);
}

/** The form with what is wrong with it, at the first field that is. */
export function markDraft(c: Page, office: Office) {
  const read = openDraft(c, office)?.read;
  const [first = ''] = read?.isErr() === true ? [...formMistakes(c, read.error).fields.keys()] : [];
  return c.redirect(`${draftAddress(c.req.param('draftId') ?? '')}?marked=yes#${first}`, 303);
}

/** Throws a change away. */
export function discardDraft(c: Page, { drafts }: Office) {
  drafts.remove(c.req.param('draftId') ?? '');
  return done(c, '/program', words(c).discarded);
}

/** Compares a change with the rules that were published meanwhile. What was typed stays. */
export function compareDraft(c: Page, office: Office) {
  const opened = openDraft(c, office);
  if (opened === null) return gonePage(c);
  office.drafts.put({ ...opened.draft, over: newestOf(office).number });
  return done(c, `${draftAddress(opened.draft.draftId)}/changes`, words(c).compared);
}

/** What a button of a row does: adds one, removes it, or moves it. */
interface RowChange {
  readonly does: string;
  readonly list: RowList;
  readonly index: number;
}

function withRows(typed: TypedProgram, { does, list, index }: RowChange): TypedProgram {
  const rows: readonly object[] = typed[list];
  const moved = (to: number) =>
    to < 0 || to >= rows.length ? rows : rows.toSpliced(index, 1).toSpliced(to, 0, rows[index] ?? {});
  const changed: Readonly<Record<string, () => readonly object[]>> = {
    add: () => (rows.length < maxRows ? [...rows, emptyRow(list, randomUUID().slice(0, 8))] : rows),
    remove: () => rows.filter((_, at) => at !== index),
    up: () => moved(index - 1),
    down: () => moved(index + 1),
  };
  return rows[index] === undefined && does !== 'add'
    ? typed
    : { ...typed, [list]: (Object.hasOwn(changed, does) && changed[does]?.()) || rows };
}

/** Where the reader goes on: at the row that was added or moved, or else where a row may be added. */
function placeAfter({ does, list, index }: RowChange, typed: TypedProgram): string {
  switch (does) {
    case 'add':
      return nameIn(list, typed[list].length - 1, list === 'items' ? 'plu' : 'label');
    case 'up':
      return nameIn(list, index - 1);
    case 'down':
      return nameIn(list, index + 1);
    case 'remove':
      return `add-${list}`;
    default:
      return 'preview';
  }
}
