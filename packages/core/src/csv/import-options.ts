import type { Delimiter } from './file-format.ts';
import type { HeaderRules } from './header.ts';
import type { NumberLocale } from './read-number.ts';
import type { PhoneCountry } from './read-phone.ts';

/**
 * What a file does: `add` gives or takes points, `set` says what balances should be, `opening` brings members with their
 * balances from another system.
 */
export type ImportMode = 'add' | 'set' | 'opening';

/** What must be declared, for it cannot be told from the file. */
export interface ImportOptions {
  readonly mode: ImportMode;
  /** Null finds it in the header. */
  readonly delimiter: Delimiter | null;
  /** Null takes only plain digits for a number. */
  readonly numberLocale: NumberLocale | null;
  /** Null takes only phone numbers that begin with a plus. */
  readonly phoneCountry: PhoneCountry | null;
}

// The columns that say whose points they are.
const whoColumns = ['memberId', 'phone', 'cardCode'] as const;

/** What stands before the cells of a rejected row. An import passes these columns over. */
export const rejectedColumns = ['line', 'problem', 'fix'] as const;

/** Which columns a file of each mode has. */
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
