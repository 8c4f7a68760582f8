import type { Office } from '../office.ts';
import type { Page } from './env.ts';
import { Field, Radios } from './form.tsx';
import type { Brought } from './read-form.ts';
import { dictionary } from './words.ts';

const words = dictionary({
  en: {
    how: 'What to do',
    add: 'Add',
    deduct: 'Deduct',
    set: 'Set the balance',
    points: 'Points',
    pointsHint: 'A minus sign deducts.',
    reason: 'Reason, for staff',
    comment: 'Comment, for the customer',
    optional: 'Optional',
    commentHint: (usual: string) => `Optional. If you leave it empty, it says “${usual}”.`,
    pointsMissing: 'Type how many points.',
    pointsWrong: 'Type whole points, such as 50.',
    pointsZero: 'Type at least 1 point.',
    balanceWrong: 'A balance is 0 or more.',
    reasonMissing: 'Type why.',
  },
  id: {
    how: 'Tindakan',
    add: 'Tambah',
    deduct: 'Kurangi',
    set: 'Tetapkan saldo',
    points: 'Poin',
    pointsHint: 'Tanda minus mengurangi.',
    reason: 'Alasan, untuk staf',
    comment: 'Komentar, untuk pelanggan',
    optional: 'Opsional',
    commentHint: (usual: string) => `Opsional. Bila kosong, tertulis “${usual}”.`,
    pointsMissing: 'Isi jumlah poin.',
    pointsWrong: 'Isi poin bulat, misalnya 50.',
    pointsZero: 'Isi paling sedikit 1 poin.',
    balanceWrong: 'Saldo paling sedikit 0.',
    reasonMissing: 'Isi alasannya.',
  },
});

/** What happens to the points of a customer. */
export interface PointsChange {
  readonly way: 'add' | 'deduct' | 'set';
  /** How many, or the balance that is set. */
  readonly points: number;
}

/** What was typed into the fields, as it was typed. */
export interface TypedPoints {
  readonly how: string;
  readonly points: string;
  readonly reason: string;
  readonly comment: string;
}

/** What is wrong with a field. */
export type PointsMistakes = Partial<Record<'points' | 'reason', string>>;

/** What the fields say. */
export interface ReadPoints {
  readonly typed: TypedPoints;
  /** Null where something is wrong with it. */
  readonly change: PointsChange | null;
  readonly mistakes: PointsMistakes;
  /** Without what was left empty. */
  readonly notes: { readonly reason?: string; readonly comment?: string };
}

interface PointsFieldsProps {
  readonly c: Page;
  readonly office: Office;
  readonly typed?: TypedPoints | undefined;
  readonly mistakes?: PointsMistakes | undefined;
}

/** The fields of a change of points: what to do, how many, why for staff, and why for the customer. */
export function PointsFields({ c, office, typed, mistakes = {} }: PointsFieldsProps) {
  const t = words(c);
  const { defaultComment: usual, requireReason = false } = office.ledger.program.adjusting ?? {};
  const ways = (['add', 'deduct', 'set'] as const).map((value) => ({ value, label: t[value] }));
  return (
    <>
      <Radios name="how" label={t.how} options={ways} value={typed?.how ?? 'add'} />
      <Field
        name="points"
        label={t.points}
        inputmode="numeric"
        autocomplete="off"
        required
        hint={t.pointsHint}
        value={typed?.points}
        error={mistakes.points}
        maxlength={20}
      />
      <Field
        name="reason"
        label={t.reason}
        required={requireReason}
        hint={requireReason ? undefined : t.optional}
        value={typed?.reason}
        error={mistakes.reason}
        maxlength={2000}
      />
      <Field
        name="comment"
        label={t.comment}
        hint={usual ? t.commentHint(usual) : t.optional}
        value={typed?.comment}
        maxlength={2000}
      />
    </>
  );
}

/** Reads the fields. A figure below 0 is deducted, also where "Deduct" was chosen. */
export function readPoints(c: Page, office: Office, form: Brought): ReadPoints {
  const [how, points, reason, comment] = ['how', 'points', 'reason', 'comment'].map(form.text) as [
    string,
    string,
    string,
    string,
  ];
  const figure = form.whole('points');
  const way = how === 'set' ? how : how === 'deduct' || (figure ?? 0) < 0 ? 'deduct' : 'add';
  const mistakes = mistakesOf(c, office, { way, figure, reason });
  const isRight = figure !== null && Object.keys(mistakes).length === 0;
  return {
    typed: { how, points, reason, comment },
    change: isRight ? { way, points: Math.abs(figure) } : null,
    mistakes,
    notes: { ...(reason !== '' && { reason }), ...(comment !== '' && { comment }) },
  };
}

function mistakesOf(
  c: Page,
  { ledger }: Office,
  { way, figure, reason }: { way: PointsChange['way']; figure: number | null; reason: string },
): PointsMistakes {
  const t = words(c);
  const points =
    figure === null
      ? t.pointsMissing
      : Number.isNaN(figure)
        ? t.pointsWrong
        : way === 'set'
          ? figure < 0 && t.balanceWrong
          : figure === 0 && t.pointsZero;
  const isReasonMissing = reason === '' && ledger.program.adjusting?.requireReason === true;
  return { ...(points && { points }), ...(isReasonMissing && { reason: t.reasonMissing }) };
}
