/** How the numbers of a locale are found in a cell. */
export interface NumberSigns {
  /** The sign, the whole part with its groups, and the decimals. */
  readonly pattern: RegExp;
  /** What is between the groups of digits. */
  readonly group: RegExp;
}

const known = new Map<string, NumberSigns>();

/** Whether the runtime knows how a locale writes numbers. */
export function isNumberLocale(locale: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale).length === 1;
  } catch {
    return false;
  }
}

/** The signs of a locale: which one groups digits, and which one stands before decimals. */
export function signsOf(locale: string): NumberSigns {
  const found = known.get(locale);
  if (found) return found;
  const signs = newSigns(locale);
  known.set(locale, signs);
  return signs;
}

function newSigns(locale: string): NumberSigns {
  // Some locales do not group four digits. Digits are those of ASCII in all files.
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn', useGrouping: true }).formatToParts(sample);
  const signOf = (type: Intl.NumberFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  const group = classOf(signOf('group'));
  const sizes = parts.filter((part) => part.type === 'integer').map(({ value }) => value.length);
  const before = sizes.length > 2 && sizes.at(-2) === 2 ? String.raw`\d{1,2}(?:${group}\d{2})*${group}\d{3}` : null;
  const groups = before ?? String.raw`\d{1,3}(?:${group}\d{3})+`;
  const grouped = group === '' ? String.raw`\d+` : String.raw`${groups}|\d+`;
  return {
    pattern: new RegExp(String.raw`^([+\-\u2212]?)(${grouped})(?:${classOf(signOf('decimal'))}(\d+))?$`, 'u'),
    group: group === '' ? /(?!)/u : new RegExp(group, 'gu'),
  };
}

/** Spaces of any width are one sign to people, and so are straight and curved apostrophes. */
function classOf(sign: string): string {
  if (sign === '') return '';
  if (/^\s$/u.test(sign)) return String.raw`[\x20\u00A0\u2009\u202F]`;
  if (apostrophes.includes(sign)) return `[${apostrophes}]`;
  return String.raw`\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`;
}

const apostrophes = "'’";
const sample = 12_345_678.5;
