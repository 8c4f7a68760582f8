import {
  field,
  flag,
  isObject,
  leaf,
  mustBe,
  oneOf,
  optional,
  phoneCountryRule,
  type Schema,
} from '../../../shapes.ts';
import type { ColumnMapping } from '../csv/header/read-header.ts';
import { type ImportOptions, plainImport } from '../csv/import-options.ts';
import { isEncoding } from '../csv/bytes/declared-decoder.ts';
import { isNumberLocale } from '../csv/cells/number-signs.ts';
import { type PresetName, presetNames, presetOf } from '../csv/header/presets.ts';

/** How a file is written, and what its rows do. */
export interface ImportQuery {
  /** `add` gives or takes points, `set` says what balances should be, `opening` brings members with their balances. */
  readonly mode: 'add' | 'set' | 'opening';
  /**
   * The program that wrote the file, by the names of its columns. It stands for a `mapping`, `ignoreUnknown` and how
   * numbers are written. What is declared beside it takes its place.
   */
  readonly from?: PresetName | undefined;
  /**
   * What the file's names of columns stand for, where they are not the known ones: `{ 'Points Balance': 'balance' }`.
   * Case, spaces, underscores and punctuation do not matter. A column may stand for several, and null passes it over.
   */
  readonly mapping?: Readonly<Record<string, string | readonly string[] | null>> | undefined;
  /** Whether columns with names that are not known are passed over; false when left out: they are `bad-header`. */
  readonly ignoreUnknown?: boolean | undefined;
  /** Found in the header when left out. */
  readonly delimiter?: ',' | ';' | '\t' | undefined;
  /** Such as "windows-1252", by any name that TextDecoder knows. UTF-8, or UTF-16 with its mark, when left out. */
  readonly encoding?: string | undefined;
  /**
   * How numbers are written where they are not plain digits, as a BCP 47 tag: 1,234 in `en`, 1.234 in `de` and `id`, 1
   * 234 in `fr` and `pl`, 1’234 in `de-CH`.
   */
  readonly numberLocale?: string | undefined;
  /** How a decimal becomes a whole number; when left out, a decimal is a mistake. Needs `numberLocale`. */
  readonly decimals?: 'floor' | 'half-up' | 'ceil' | undefined;
  /** The order of day, month and year, as in 31/12/1990 (`dmy`). When left out, dates are as 1990-12-31. */
  readonly dateOrder?: 'dmy' | 'mdy' | 'ymd' | undefined;
  /**
   * The country of phone numbers that do not begin with a plus: an ISO 3166 code such as "ID", or a calling code such
   * as "+62". The program's own, when left out. It needs a plugin that reads them: `jobs({ phones })`.
   */
  readonly phoneCountry?: string | undefined;
  /**
   * Whether a bad cell that a row can do without costs the cell, and not the row; false when left out. It is told.
   * Points, ends of points, keys, and what names the member are needed.
   */
  readonly lenient?: boolean | undefined;
}

const maxMapped = 200;

/** The fields of a file's format. */
export const importFields = {
  mode: oneOf(['add', 'set', 'opening']),
  from: optional(oneOf(presetNames)),
  mapping: optional(mapping()),
  ignoreUnknown: optional(flag()),
  delimiter: optional(oneOf([',', ';', '\t'])),
  encoding: optional(named(isEncoding, 'the name of an encoding', 'Write "windows-1252", for example.')),
  numberLocale: optional(
    named(isNumberLocale, 'a locale, as a BCP 47 tag', 'Write "en", "id" or "de-CH", for example.'),
  ),
  decimals: optional(oneOf(['floor', 'half-up', 'ceil'])),
  dateOrder: optional(oneOf(['dmy', 'mdy', 'ymd'])),
  phoneCountry: optional(field(phoneCountryRule)),
  lenient: optional(flag()),
};

type Mapping = NonNullable<ImportQuery['mapping']>;

/** How a file is written, checked. */
export type CheckedImport = { readonly [Field in keyof ImportQuery]: ImportQuery[Field] | undefined } & {
  readonly mode: ImportOptions['mode'];
};

/** How a file is read, where phones are of a country unless it says another one. */
export function toImportOptions(
  { mode, from, mapping: declaredMapping, ...declared }: CheckedImport,
  phoneCountry: string | null = null,
): ImportOptions {
  const { mapping: guessed = [], ...preset } = from === undefined ? {} : presetOf(from, mode);
  const written = Object.fromEntries(Object.entries(declared).filter(([, value]) => value !== undefined));
  const usual = { ...plainImport, phoneCountry };
  return {
    ...usual,
    ...preset,
    ...pickOptions(written),
    mapping: [...mappingOf(declaredMapping ?? {}), ...guessed],
    mode,
  };
}

/** What a command says beside the format of its file is not part of the format. */
function pickOptions(written: Readonly<Record<string, unknown>>): Partial<ImportOptions> {
  return Object.fromEntries(Object.entries(written).filter(([name]) => name in plainImport));
}

function mappingOf(columnsByName: Mapping): ColumnMapping[] {
  return Object.entries(columnsByName).flatMap(([name, columns]) =>
    (Array.isArray(columns) ? columns : [columns as string | null]).map((column) => ({ name, column })),
  );
}

function mapping(): Schema<Mapping> {
  const read = leaf<Mapping>(
    (value) => {
      const isMapping =
        isObject(value) &&
        Object.keys(value).length <= maxMapped &&
        Object.values(value).every((column) => column === null || isName(column) || isListOfNames(column));
      const fix = 'Write { "Points Balance": "balance" }, for example, with null for a column to pass over.';
      return isMapping ? null : mustBe(`an object of at most ${maxMapped} names of columns`, value, fix);
    },
    undefined,
    {
      type: 'object',
      maxProperties: maxMapped,
      additionalProperties: {
        anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }, { type: 'null' }],
      },
    },
  );
  return { ...read, read: (input, reading) => read.read(copyOf(input), reading) };
}

/** What is judged is what is used: columns that the host's accessors answer are read once. */
function copyOf(input: unknown): unknown {
  if (!isObject(input)) return input;
  const columns = Object.entries(input).slice(0, maxMapped + 1);
  return Object.fromEntries(columns.map(([name, column]) => [name, Array.isArray(column) ? [...column] : column]));
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 200;
}

function isListOfNames(value: unknown): boolean {
  return Array.isArray(value) && value.length <= maxMapped && value.every(isName);
}

function named(is: (text: string) => boolean, what: string, fix: string) {
  return leaf<string>(
    (value) => (typeof value === 'string' && value.length <= 100 && is(value) ? null : mustBe(what, value, fix)),
    undefined,
    { type: 'string', minLength: 1, maxLength: 100 },
  );
}
