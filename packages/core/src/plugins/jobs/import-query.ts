import type { ImportOptions } from '../../csv/import-options.ts';
import { leaf, oneOf, optional } from '../../schemas/fields.ts';
import { strict } from '../../schemas/objects.ts';
import { mustBe } from '../../schemas/words.ts';

/** How a file is written, and what its rows do. */
export interface ImportQuery {
  /** `add` gives or takes points, `set` says what balances should be, `opening` brings members with their balances. */
  readonly mode: 'add' | 'set' | 'opening';
  /** Found in the header when left out. */
  readonly delimiter?: ',' | ';' | '\t';
  /** How numbers are written where they are not plain digits: 1,234 in `en`, 1.234 in `de` and `id`. */
  readonly numberLocale?: 'en' | 'de' | 'id';
  /** How phone numbers are written that do not begin with a plus. */
  readonly phoneCountry?: {
    /** Such as "+62". */
    readonly callingCode: string;
    /** What a number begins with when it is written without the calling code; `'0'` when left out. */
    readonly trunkPrefix?: '0' | '';
  };
}

/** The fields of a file's format. */
export const importFields = {
  mode: oneOf(['add', 'set', 'opening']),
  delimiter: optional(oneOf([',', ';', '\t'])),
  numberLocale: optional(oneOf(['en', 'de', 'id'])),
  phoneCountry: optional(strict({ callingCode: callingCode(), trunkPrefix: optional(oneOf(['0', ''])) })),
};

/** How a file is written, checked. */
export interface CheckedImport {
  readonly mode: ImportOptions['mode'];
  readonly delimiter?: NonNullable<ImportOptions['delimiter']> | undefined;
  readonly numberLocale?: NonNullable<ImportOptions['numberLocale']> | undefined;
  readonly phoneCountry?: { readonly callingCode: string; readonly trunkPrefix?: '0' | '' | undefined } | undefined;
}

/** How a file is read. */
export function toImportOptions({ mode, delimiter, numberLocale, phoneCountry }: CheckedImport): ImportOptions {
  return {
    mode,
    delimiter: delimiter ?? null,
    numberLocale: numberLocale ?? null,
    phoneCountry: phoneCountry
      ? { callingCode: phoneCountry.callingCode, trunkPrefix: phoneCountry.trunkPrefix ?? '0' }
      : null,
  };
}

function callingCode() {
  return leaf<string>(
    (value) =>
      typeof value === 'string' && /^\+[1-9]\d{0,2}$/.test(value)
        ? null
        : mustBe('a calling code', value, 'Write "+62", for example.'),
    undefined,
    { type: 'string', pattern: '^\\+[1-9]\\d{0,2}$' },
  );
}
