import { type Delimiter, type Rounding } from '../../../values.ts';
import { personColumns } from '../../../till.ts';
import type { ColumnMapping, HeaderRules } from './header/read-header.ts';
import type { DateOrder } from './cells/read-date.ts';

/**
 * What a file does: `add` gives or takes points, `set` sets balances, and `opening` adds members with their balances
 * from another system.
 */
export type ImportMode = 'add' | 'set' | 'opening';

/** What the caller declares, because it cannot be found in the file. */
export interface ImportOptions {
  /** What each row of the file does. */
  readonly mode: ImportMode;
  /** If null, it is found in the header. */
  readonly delimiter: Delimiter | null;
  /** The name of an encoding. If null, the file is UTF-8, or UTF-16 with its mark. */
  readonly encoding: string | null;
  /** A BCP 47 tag. If null, numbers are digits only. */
  readonly numberLocale: string | null;
  /** How a decimal becomes a whole number. If null, it is a mistake. */
  readonly decimals: Rounding | null;
  /** The order of day, month and year. If null, dates are written as in ISO 8601. */
  readonly dateOrder: DateOrder | null;
  /** An ISO 3166 code of two letters, or a calling code. If null, phone numbers begin with a plus. */
  readonly phoneCountry: string | null;
  /** What the names of the columns mean, where they are not the known ones. */
  readonly mapping: readonly ColumnMapping[];
  /** Whether columns that are not known are passed over. */
  readonly ignoreUnknown: boolean;
  /** Whether a bad cell that is not needed costs the cell, and not the row. */
  readonly lenient: boolean;
  /** Whether a file of members may have no column of balances: each then begins with 0. */
  readonly withoutBalance: boolean;
}

/** How a file is read of which nothing is declared. */
export const plainImport: Omit<ImportOptions, 'mode'> = {
  delimiter: null,
  encoding: null,
  numberLocale: null,
  decimals: null,
  dateOrder: null,
  phoneCountry: null,
  mapping: [],
  ignoreUnknown: false,
  lenient: false,
  withoutBalance: false,
};

/** The columns that name a member. */
export const whoColumns = ['memberId', 'phone', 'email', 'cardCode'] as const;

/** The columns before the cells of a rejected row. An import ignores them. */
export const rejectedColumns = ['line', 'problem', 'fix'] as const;

/** The columns of a file of each mode. */
export const headerRules: { readonly [Mode in ImportMode]: HeaderRules } = {
  add: rulesOf(['points'], whoColumns, []),
  set: rulesOf(['balance'], whoColumns, ['expectedBalance']),
  opening: rulesOf(
    ['memberId', 'balance'],
    [],
    ['endsAt', 'endsUnlessActive', 'availableFrom', ...personColumns, 'firstName', 'lastName'],
  ),
};

/** The columns of a file. */
export function rulesFor({ mode, withoutBalance }: Pick<ImportOptions, 'mode' | 'withoutBalance'>): HeaderRules {
  const rules = headerRules[mode];
  return withoutBalance ? { ...rules, required: rules.required.filter((name) => name !== 'balance') } : rules;
}

function rulesOf(required: readonly string[], anyOf: readonly string[], optional: readonly string[]): HeaderRules {
  const noted = ['reason', 'comment', 'key'];
  const known = [...anyOf, ...required, ...optional, ...noted, ...rejectedColumns];
  return { known, required, anyOf, exact: rejectedColumns };
}
