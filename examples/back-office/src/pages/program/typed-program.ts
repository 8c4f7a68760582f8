import type { Brought } from '../../ui/read-form.ts';

const conditionFields = [
  'from',
  'until',
  'weekdays',
  'hoursFrom',
  'hoursUntil',
  'minimumSpend',
  'firstPurchase',
  'birthday',
  'tiers',
] as const;

/** What each kind of row of the form holds. `kept` is a rule that the form cannot show, as JSON. */
const rowFields = {
  rules: [
    'id',
    'kept',
    'label',
    'per',
    'points',
    'of',
    'onlySkus',
    'onlyCategories',
    'exceptSkus',
    'exceptCategories',
    'discounted',
    'mostPerSale',
    'mostPerDay',
    ...conditionFields,
  ],
  multipliers: ['id', 'kept', 'label', 'times', ...conditionFields],
  items: ['id', 'plu', 'name', 'points', 'value'],
} as const;

const generalFields = [
  'trigger',
  'approvePayments',
  'requireVerifiedEmail',
  'pendingDays',
  'combine',
  'mostPerSale',
  'mostPerDay',
  'expiry',
  'count',
  'unit',
  'monthEnd',
  'lastDay',
  'ratePoints',
  'rateMoney',
  'minimum',
  'maximum',
  'step',
  'share',
  'codes',
  'codesAbove',
  'sampleAmount',
  'sampleArticle',
  'sampleDay',
  'sampleTime',
  'sampleFirst',
] as const;

/** A list of rows in the form. */
export type RowList = keyof typeof rowFields;

export const rowLists = Object.keys(rowFields) as RowList[];

type Typed<Names extends readonly string[]> = Readonly<Record<Names[number], string>>;

/** Fields as they were typed: '' for nothing. A tick holds 'yes', and ticked days stand with commas between them. */
export type General = Typed<typeof generalFields>;
export type Conditions = Typed<typeof conditionFields>;
export type RuleRow = Typed<(typeof rowFields)['rules']>;
export type MultiplierRow = Typed<(typeof rowFields)['multipliers']>;
export type ItemRow = Typed<(typeof rowFields)['items']>;

/** The form of the rules as somebody typed it. */
export interface TypedProgram {
  readonly general: General;
  readonly rules: readonly RuleRow[];
  readonly multipliers: readonly MultiplierRow[];
  readonly items: readonly ItemRow[];
}

/** So many rows of a list can be added in the form. */
export const maxRows = 50;

/** More rows than these are in no form that a browser sends. */
const maxReadRows = 1000;

/** The name of a row's field in the form; of the row itself where no field is named. */
export function nameIn(list: RowList, index: number, field = 'row'): string {
  return `${list}-${index + 1}-${field}`;
}

/** The name of the field that says how many rows of a list there are. */
export function countName(list: RowList): string {
  return `count-${list}`;
}

/** Reads the form. A rule that it does not show is named only, and is that of the `before`. */
export function readTyped(form: Brought, before: TypedProgram): TypedProgram {
  const value = (name: string) =>
    form
      .texts(name)
      .map((text) => text.trim())
      .join(',');
  const rows = (list: RowList) =>
    Array.from({ length: Math.min(maxReadRows, form.whole(countName(list)) ?? 0) }, (_, index) => {
      const row = Object.fromEntries(rowFields[list].map((field) => [field, value(nameIn(list, index, field))]));
      return list === 'items' ? row : { ...row, kept: keptOf(before[list], row['id']) };
    });
  return {
    general: Object.fromEntries(generalFields.map((field) => [field, value(field)])) as General,
    rules: rows('rules') as RuleRow[],
    multipliers: rows('multipliers') as MultiplierRow[],
    items: rows('items') as ItemRow[],
  };
}

function keptOf(rows: readonly { readonly id: string; readonly kept: string }[], id: string | undefined): string {
  return rows.find((row) => row.id === id)?.kept ?? '';
}

/** A row with nothing in it. */
export function emptyRow(list: RowList, id: string): RuleRow | MultiplierRow | ItemRow {
  const row = Object.fromEntries(rowFields[list].map((field) => [field, '']));
  return { ...row, id, ...(list === 'rules' && { per: 'amount' }) } as RuleRow | MultiplierRow | ItemRow;
}
