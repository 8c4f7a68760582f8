import type { InvalidProgram } from '@pointbook/core';
import type { Page } from '../../ui/env.ts';
import { words } from './mistake-words.ts';
import { nameIn, type RowList } from './typed-program.ts';

/** What is wrong with a form, in the words of a shop. */
export interface FormMistakes {
  /** By the names of the fields. */
  readonly fields: ReadonlyMap<string, string>;
  /** What is in no field of the form. */
  readonly others: readonly string[];
}

export const noMistakes: FormMistakes = { fields: new Map(), others: [] };

type MistakeName = Exclude<keyof ReturnType<typeof words>, 'other' | 'marked'>;

/** Where the library finds a mistake, which field of the form that is, and how it is told. */
type Places = readonly (readonly [path: RegExp, field: string, told: MistakeName])[];

const conditionPlaces: Places = [
  [/^when\.from/, 'from', 'day'],
  [/^when\.until/, 'until', 'lastDay'],
  [/^when\.weekdays/, 'weekdays', 'weekdays'],
  [/^when\.hours\.from/, 'hoursFrom', 'hours'],
  [/^when\.hours/, 'hoursUntil', 'hours'],
  [/^when\.minimumSpend/, 'minimumSpend', 'money'],
  [/^when\.birthday/, 'birthday', 'choose'],
  [/^when\.tiers/, 'tiers', 'names'],
];

const rowPlaces: Readonly<Record<RowList, Places>> = {
  rules: [
    [/^(label|ruleId)/, 'label', 'label'],
    [/^earn\.points/, 'points', 'points'],
    [/^earn\.of/, 'of', 'money'],
    [/^earn/, 'per', 'choose'],
    [/^only\.categories/, 'onlyCategories', 'articles'],
    [/^only/, 'onlySkus', 'articles'],
    [/^except\.categories/, 'exceptCategories', 'articles'],
    [/^except/, 'exceptSkus', 'articles'],
    [/^cap\.perDay/, 'mostPerDay', 'mostPerDay'],
    [/^cap/, 'mostPerSale', 'mostPerSale'],
    ...conditionPlaces,
    [/^$/, 'row', 'doubled'],
  ],
  multipliers: [
    [/^(label|multiplierId)/, 'label', 'label'],
    [/^(times|per)/, 'times', 'times'],
    [/^rules/, 'row', 'strangers'],
    ...conditionPlaces,
  ],
  items: [
    [/^plu/, 'plu', 'plu'],
    [/^(name|rewardId)/, 'name', 'label'],
    [/^points/, 'points', 'points'],
    [/^value/, 'value', 'money'],
  ],
};

const generalPlaces: Places = [
  [/^earn\.trigger/, 'trigger', 'choose'],
  [/^earn\.approvePayments/, 'approvePayments', 'approvePayments'],
  [/^earn\.pendingDays/, 'pendingDays', 'pendingDays'],
  [/^earn\.combineMultipliers/, 'combine', 'choose'],
  [/^earn\.cap\.perDay/, 'mostPerDay', 'mostPerDay'],
  [/^earn\.cap/, 'mostPerSale', 'mostPerSale'],
  [/^expiry\.period\.unit/, 'unit', 'choose'],
  [/^expiry\.period/, 'count', 'period'],
  [/^expiry\.date/, 'lastDay', 'day'],
  [/^expiry/, 'expiry', 'choose'],
  [/^redeem\.rate\.money/, 'rateMoney', 'money'],
  [/^redeem\.rate/, 'ratePoints', 'points'],
  [/^redeem\.minimum/, 'minimum', 'minimum'],
  [/^redeem\.maximum/, 'maximum', 'maximum'],
  [/^redeem\.step/, 'step', 'step'],
  [/^redeem\.shareOfInvoicePercent/, 'share', 'share'],
  [/^redeem\.otp/, 'codesAbove', 'points'],
];

const lists: readonly (readonly [path: RegExp, list: RowList])[] = [
  [/^earn\.rules\[(\d+)\]\.?(.*)$/, 'rules'],
  [/^earn\.multipliers\[(\d+)\]\.?(.*)$/, 'multipliers'],
  [/^redeem\.rewards\[(\d+)\]\.?(.*)$/, 'items'],
];

/** Puts the library's mistakes beside the fields of the form. The first of a field is told. */
export function formMistakes(c: Page, { problems }: InvalidProgram): FormMistakes {
  const t = words(c);
  const fields = new Map<string, string>();
  const others: string[] = [];
  for (const { path, problem } of problems) {
    const place = placeOf(path);
    if (place === null) others.push(t.other(path, problem));
    else if (!fields.has(place.field)) fields.set(place.field, t[place.told]);
  }
  return { fields, others };
}

function placeOf(path: string): { field: string; told: MistakeName } | null {
  for (const [pattern, list] of lists) {
    const [, index = '', rest = ''] = pattern.exec(path) ?? [];
    if (index === '') continue;
    const place = rowPlaces[list].find(([within]) => within.test(rest));
    return place ? { field: nameIn(list, Number(index), place[1]), told: place[2] } : null;
  }
  const place = generalPlaces.find(([within]) => within.test(path));
  return place ? { field: place[1], told: place[2] } : null;
}
