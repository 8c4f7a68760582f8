import type { AnyForm } from '../kernel/forms/forms.ts';
import { madeOf } from '../kernel/forms/place-of.ts';
import type { AnyRecordKind } from '../kernel/record.ts';
import { accountForm, activityForm, effectForm } from '../ledger/ledger-forms.ts';
import { fieldMeanings } from './field-meanings-testing.ts';

/** What a text says beyond its fields, by the names of those that lead to the field. */
const notes: Readonly<Record<string, string>> = {
  'invoice.save.earned': 'points; left out where `posted.earned` says the same',
  'invoice.save.endsAt': 'instant; left out where the first of `posted.lots` ends then; −1 for none',
  'invoice.posted.lots.points': 'points; left out where the only lot has all that was earned and not taken back',
  'invoice.posted.lots.postedAfter': 'milliseconds after `sale.soldAt`',
  'invoice.moves.previousOwner.posted.lots.points':
    'points; left out where the only lot has all that was earned and not taken back',
  'invoice.moves.previousOwner.posted.lots.postedAfter': 'milliseconds after `sale.soldAt`',
  'profile.saves.savedAfter': 'milliseconds after `enrolledAt`',
};

const said: Readonly<Record<AnyForm['is'], string>> = {
  text: 'text',
  figure: 'number',
  flag: '1 or 0',
  scalar: 'number or text',
  ordinal: 'text',
  list: 'list',
  figures: 'object of numbers',
  row: 'row',
  json: 'JSON as it is',
};

/** The page that says how records are written, of these kinds. */
export function formatTable(kinds: readonly AnyRecordKind[]): string {
  const known = new Set<string>();
  const meaningOf = fieldMeanings();
  const section = (name: string, form: AnyForm, words: string): string => {
    const lines = linesOf(name, form, '$', 1, { known, meaningOf });
    return [
      `## ${name}\n`,
      words,
      '| place | field | what stands there | left out | what it means |',
      '|---|---|---|---|---|',
      ...lines,
    ].join('\n');
  };
  const ofKinds = kinds
    .toSorted((a, b) => (a.kind < b.kind ? -1 : 1))
    .map((kind) => {
      const { kind: name, format, codec } = kind;
      const words = `Format ${format}, in \`records.body\`.\n`;
      return codec.form === undefined
        ? `## ${name}\n\nFormat ${format}. JSON with the names of all fields, in \`versions.definition\`.`
        : section(name, codec.form, words);
    });
  const page = [
    intro,
    section('account', accountForm, 'Format 1, in `accounts.account`.\n'),
    section(
      'activity',
      activityForm,
      'Format 1, in `accounts.activity`. It has no checksum of its own: places begin with `$[0]`.\n',
    ),
    section('effect', effectForm, 'Format 1, in `entries.effect`.\n'),
    ...ofKinds,
  ].join('\n\n');
  const unknown = Object.keys(notes).filter((field) => !known.has(field));
  if (unknown.length > 0) throw new Error(`The table has no field ${unknown.join(', ')}.`);
  return `${page}\n`;
}

/** The fields that have a line, and what fields mean. */
interface Told {
  readonly known: Set<string>;
  meaningOf(names: string): string;
}

function linesOf(name: string, form: AnyForm, path: string, first: number, told: Told): string[] {
  const offset = name === 'activity' ? 0 : first;
  return Object.entries(madeOf(form).fields ?? {}).flatMap(([field, of], position) => {
    const place = `${path}[${position + offset}]`;
    const names = `${name}.${field}`;
    told.known.add(names);
    const line = `| \`${place}\` | ${field} | ${notes[names] ?? whatStands(of)} | ${usualOf(of)} | ${told.meaningOf(names)} |`;
    const made = madeOf(of);
    const item = made.is === 'list' && made.of ? madeOf(made.of) : made;
    const within = item === made ? place : `${place}[*]`;
    return [line, ...(item.is === 'row' ? linesOf(names, item, within, 0, told) : [])];
  });
}

function whatStands(form: AnyForm): string {
  const made = madeOf(form);
  const items = made.is === 'list' && made.of ? ` of ${said[madeOf(made.of).is]}s` : '';
  return `${said[made.is]}${items}`;
}

function usualOf({ is, usual }: AnyForm): string {
  if (usual === undefined) return 'never';
  if (is === 'ordinal') return 'its number in the list';
  const value: unknown = usual(0);
  if (value === undefined) return 'not there';
  return `\`${JSON.stringify(value)}\``;
}

const intro = `# Formats

This page is generated from the declarations of the records; a test holds it to them (\`vitest -u\` writes it anew). If you read by SQL, use the
views: they are stable, and have a name for each field. This page is for people who have nothing but the tables, such as an old backup.

The tables are \`pointbook_records\`, \`pointbook_words\` and so on in SQLite, and \`pointbook.records\` and so on in PostgreSQL, unless the store was
given another prefix or schema. Kinds, causes and programs stand in them as numbers, which differ from database to database:

| number | what it means |
|---|---|
| \`program\` | \`programs\` has the id of the program |
| \`version\` | \`versions\` has the rules, as JSON with the names of all fields |
| \`kind\`, \`cause\`, \`reference_type\`, \`field\`, \`list\` | \`words\` has the name. The sections below are named after the \`kind\` of \`records\` |

This finds the sale INV-1 in SQLite, and its total (in PostgreSQL \`r.body::json -> 2 -> 1\`):

\`\`\`sql
SELECT r.body, r.body ->> '$[2][1]' AS total
FROM pointbook_records r
JOIN pointbook_words w ON w.word = r.kind
JOIN pointbook_programs p ON p.program = r.program
WHERE p.program_id = 'warung' AND w.name = 'invoice' AND r.key = 'INV-1';
\`\`\`

The bodies of records, the accounts and the effects of entries are JSON. Each is a row: a list of values by position. These rules decode all of them:

- The first item, \`"~"\` and 7 characters, is the checksum. So the fields of a record begin at \`$[1]\`. Where a note stands beside an entry, 7 more
  characters are the checksum of the note.
- A position that is missing at the end, or is \`null\`, has the value of the column *left out*. \`not there\` means that the record does not have the field.
- An object within a record is a row too. In a list, \`[*]\` stands for the place of the item.
- A field that may be null although it may also be left out has 0 for null. No such field is a number.
- Instants are milliseconds since 1970, UTC. Money is in minor units. A flag is 1 for yes.
- What the key of a row tells does not stand in its body: \`records.key\` is the id of an invoice, a member, a challenge, a budget or a job. It is
  \`fingerprint memberId\` for a save of a profile. The key of a part of an invoice (a payment, a refund, a replaced sale) is the number
  of characters of the invoice's id, that id, and the id or number of the part: \`5 INV-1 P-2\` is the payment P-2 of INV-1. The version of the program that an invoice keeps is \`records.version\`.
- Fingerprints of commands are the first 96 bits of SHA-256 in base64url; those of programs are 128 bits in hexadecimal.

Later formats add positions at the end and change none. \`records.format\`, \`accounts.format\` and \`entries.format\` say which one a row has.
What a field means is said by the comment at its declaration. It speaks of the record as it is read: the column *left out* says how it is written.

A sale of three lines, decoded:

\`\`\`json
["~0k3f9ab","C-000123",["IDR",164340,1796040000000,[[54000,5400,"SKU-0123","food"],[45000,4500,"SKU-1870","food"],[50400,5040,"SKU-0042","food"]]],["q0yB3vZs1x-Tn8Ka",12],[164,[[1830272400000]]],1]
\`\`\`

The member C-000123 bought for 164,340 rupiah. Each line has its net, its tax, its SKU and its category; its id is its number, its quantity 1. The
save made entry 12. It earned 164 points in one lot, which ends at 1830272400000. No save said when it was sold (the last 1).`;
