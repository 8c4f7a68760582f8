import type { ImportQuery } from '@pointbook/core/jobs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { CliFailure } from '../cli-failure.ts';
import { withoutUndefined } from '../without-undefined.ts';

/** How the command line says how a file is written. */
export interface FormatOptions {
  readonly from?: NonNullable<ImportQuery['from']>;
  readonly map?: NonNullable<ImportQuery['mapping']>;
  readonly ignoreUnknown?: true;
  readonly delimiter?: ',' | ';' | 'tab';
  readonly encoding?: string;
  readonly numbers?: string;
  readonly decimals?: NonNullable<ImportQuery['decimals']>;
  readonly dates?: NonNullable<ImportQuery['dateOrder']>;
  readonly country?: string;
  readonly callingCode?: string;
  readonly lenient?: true;
}

const programs = ['shopify', 'smile', 'square', 'loyverse', 'lightspeed', 'woocommerce'];

/** Gives a command the options of a file's format. */
export function withFormat(command: Command): Command {
  return command
    .addOption(
      new Option('--from <program>', 'the program that wrote the file, as its columns are known').choices(programs),
    )
    .addOption(
      new Option(
        '--map <name=column>',
        'what a column is, by its name in the file; no column passes it over',
      ).argParser(addMapping),
    )
    .option('--ignore-unknown', 'pass over columns that are not known')
    .addOption(new Option('--delimiter <sign>', 'found in the header when left out').choices([',', ';', 'tab']))
    .option('--encoding <name>', 'such as windows-1252; UTF-8 when left out')
    .option('--numbers <locale>', 'how figures are written that are not plain digits: en, de, id, fr, pl, de-CH …')
    .addOption(new Option('--decimals <rounding>', 'how a decimal is rounded').choices(['floor', 'half-up', 'ceil']))
    .addOption(
      new Option('--dates <order>', 'how dates are written; as 1990-12-31 when left out').choices([
        'dmy',
        'mdy',
        'ymd',
      ]),
    )
    .option('--country <code>', 'of phones that do not begin with a plus, such as ID')
    .option('--calling-code <code>', 'the same by its code, such as +62')
    .option('--lenient', 'leave out a bad cell that is not needed, and not its row');
}

/** How a file is read. */
export function queryOf(
  mode: ImportQuery['mode'],
  { map, delimiter, numbers, dates, country, callingCode, ...same }: FormatOptions,
): ImportQuery {
  if (country !== undefined && callingCode !== undefined)
    throw new CliFailure('usage', '--country and --calling-code say the same: give one of them.');
  const { from, ignoreUnknown, encoding, decimals, lenient } = same;
  return withoutUndefined({
    mode,
    from,
    mapping: map,
    ignoreUnknown,
    delimiter: delimiter === 'tab' ? ('\t' as const) : delimiter,
    encoding,
    numberLocale: numbers,
    decimals,
    dateOrder: dates,
    phoneCountry: country?.toUpperCase() ?? callingCode,
    lenient,
  });
}

type Mapping = Record<string, string | readonly string[] | null>;

/** Adds one `Name in the file=column`; a name may be there twice, and stand for two columns. */
function addMapping(text: string, before: Mapping = {}): Mapping {
  const at = text.lastIndexOf('=');
  if (at < 1) throw new InvalidArgumentError('Write it as "Name in the file=column".');
  const name = text.slice(0, at).trim();
  const column = text.slice(at + 1).trim();
  const others = Object.hasOwn(before, name) ? before[name] : undefined;
  if (column === '') return { ...before, [name]: null };
  return { ...before, [name]: others == null ? column : [...[others].flat(), column] };
}
