/**
 * What is wrong with a file, or with how it is read, in words of the command line. The library speaks of its fields,
 * and leaves to its caller how things are declared.
 */
export function inOptions(text: string): string {
  return words.reduce((translated, [library, commandLine]) => translated.replaceAll(library, commandLine), text);
}

const words: readonly (readonly [string, string])[] = [
  ['phoneCountry', '--country'],
  ['numberLocale', '--numbers'],
  ['dateOrder', '--dates'],
  ['or declare the country', 'or declare the country by --country'],
  ['Declare how the file writes numbers', 'Declare by --numbers how the file writes numbers'],
  ['declare how the file writes numbers', 'declare by --numbers how the file writes numbers'],
  ['declare how decimals are rounded', 'declare by --decimals how they are rounded'],
  ['declare its encoding', 'declare its encoding by --encoding'],
  ['Declare the encoding that it is', 'Declare by --encoding what it is'],
  ['Declare the delimiter', 'Declare it by --delimiter'],
  ['Declare the order of day, month and year', 'Declare the order of day, month and year by --dates'],
  ['declare another order', 'declare another order by --dates'],
];
