import type { Delimiter } from './csv-format.ts';
import type { HeaderRules } from './read-header.ts';
import type { NumberLocale } from './read-number.ts';
import type { PhoneCountry } from './read-phone.ts';

/**
 * What a file does: `add` gives or takes points, `set` sets balances, and `opening` adds members with their balances from
 * another system.
 */
export type ImportMode = 'add' | 'set' | 'opening';

/** What the caller declares, because it cannot be found in the file. */
export interface ImportOptions {
  /** What each row of the file does. */
  readonly mode: ImportMode;
  /** If null, it is found in the header. */
  readonly delimiter: Delimiter | null;
  /** If null, numbers are digits only. */
  readonly numberLocale: NumberLocale | null;
  /** If null, phone numbers begin with a plus. */
  readonly phoneCountry: PhoneCountry | null;
}

// The columns that name a member.
const whoColumns = ['memberId', 'phone', 'cardCode'] as const;

/** The columns before the cells of a rejected row. An import ignores them. */
export const rejectedColumns = ['line', 'problem', 'fix'] as const;

/** The columns of a file of each mode. */
export const headerRules: { readonly [Mode in ImportMode]: HeaderRules } = {
  add: rulesOf(['points'], whoColumns, []),
  set: rulesOf(['balance'], whoColumns, ['expectedBalance']),
  opening: rulesOf(
    ['memberId', 'balance'],
    [],
    ['name', 'phone', 'phoneVerified', 'email', 'emailVerified', 'cardCode', 'birthday', 'tier'],
  ),
};

function rulesOf(required: readonly string[], anyOf: readonly string[], optional: readonly string[]): HeaderRules {
  const noted = ['reason', 'comment', 'key'];
  return { known: [...anyOf, ...required, ...optional, ...noted, ...rejectedColumns], required, anyOf };
}
