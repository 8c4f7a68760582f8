import type { ImportQuery } from '@pointbook/core/jobs';
import type { Office } from '../../office.ts';
import { type CsvHead, readCsvHead } from '../../shop/csv-head.ts';
import { guessColumns, importColumns } from '../../shop/guess-columns.ts';
import type { ImportFile } from '../../shop/import-files.ts';
import { fileAddress } from '../../ui/addresses.ts';
import { Card, Columns, Table } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { Select } from '../../ui/choices.tsx';
import { Form } from '../../ui/form.tsx';
import { show } from '../../ui/page.tsx';
import { readForm } from '../../ui/read-form.ts';
import { dateOrders, encodings, numberLocales } from './file-choices.ts';
import { readReading } from './read-reading.ts';
import { words } from './words.ts';

/** The columns of a file and some of their cells, each with what it is. */
export async function columnsPage(c: Page, office: Office) {
  const t = words(c);
  const file = office.files.get(c.req.param('fileId') ?? '');
  if (file === null) return c.notFound();
  const head = await readCsvHead(office.files.path(file.fileId), file.query.encoding);
  const { mapping } = file.query;
  const remembered = mapping === undefined ? office.files.remembered(file.query, head.names) : null;
  const query = { ...file.query, ...remembered, encoding: file.query.encoding };
  const guesses = guessColumns(head.names, query, office.ledger, office.database);
  const chosen = head.names.map((name, index) =>
    query.mapping === undefined ? (guesses[index] ?? []).join(' ') : [query.mapping[name] ?? []].flat().join(' '),
  );
  return show(
    c,
    { title: t.columns, back: { href: '/imports', label: t.title } },
    <Card title={file.name}>
      <p class="hint">{remembered === null ? t.columnsText : t.remembered}</p>
      <Form c={c} action={fileAddress(file.fileId)}>
        <Matching c={c} file={file} head={head} chosen={chosen} />
        <Writing c={c} query={query} />
        <button class="main">{t.check}</button>
      </Form>
    </Card>,
  );
}

/** Keeps what each column is, and goes on to the dry run. */
export async function matchColumns(c: Page, { files }: Office) {
  const file = files.get(c.req.param('fileId') ?? '');
  if (file === null) return c.notFound();
  const form = await readForm(c);
  const query = readReading(form, file.query);
  const head = await readCsvHead(files.path(file.fileId), query.encoding);
  const mapping = Object.fromEntries(
    head.names.flatMap((name, index) => {
      const is = form
        .text(`column-${index}`)
        .split(' ')
        .filter((column) => column !== '');
      return name.trim() === '' ? [] : [[name, is.length === 0 ? null : is] as const];
    }),
  );
  files.setQuery(file.fileId, { ...query, mapping, ignoreUnknown: true, delimiter: head.delimiter });
  return c.redirect(`${fileAddress(file.fileId)}/dry-run`, 303);
}

interface MatchingProps {
  readonly c: Page;
  readonly file: ImportFile;
  readonly head: CsvHead;
  /** What each column is, as the option says. */
  readonly chosen: readonly string[];
}

function Matching({ c, file, head, chosen }: MatchingProps) {
  const t = words(c);
  const { mode } = file.query;
  const columns = importColumns[mode];
  // In a file of customers, what they are known by may be their number, too.
  const several = mode === 'opening' ? (['phone', 'email', 'cardCode'] as const) : [];
  const usual = [
    { value: '', label: t.passedOver },
    ...columns.map((column) => ({ value: column as string, label: t[column] })),
    ...several.map((column) => ({ value: `memberId ${column}`, label: t.number(t[column]) })),
  ];
  return (
    <Table caption={t.columns}>
      <Columns of={[{ label: t.column }, { label: t.example, class: 'wide' }, { label: t.is }]} />
      <tbody>
        {head.names.map((name, index) => {
          const value = chosen[index] ?? '';
          const cells = head.rows.map((row) => (
            <div class="cell">
              <bdi>{row[index]}</bdi>
            </div>
          ));
          return (
            <tr>
              <th scope="row">
                <bdi>{name}</bdi>
                <div class="note narrow-only">{cells}</div>
              </th>
              <td class="note wide">{cells}</td>
              <td>
                <select name={`column-${index}`} aria-label={`${name}: ${t.is}`}>
                  {usual.map((option) => (
                    <option value={option.value} selected={option.value === value}>
                      {option.label}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

function Writing({ c, query }: { c: Page; query: ImportQuery }) {
  const t = words(c);
  return (
    <details>
      <summary>{t.writing}</summary>
      <div class="fields">
        <div class="row">
          <Select
            name="encoding"
            label={t.encoding}
            value={query.encoding ?? ''}
            options={encodings.map(({ value, name }) => ({ value, label: t[name] }))}
          />
          <Select
            name="numberLocale"
            label={t.numbers}
            value={query.numberLocale ?? ''}
            options={[{ value: '', label: t.plain }, ...numberLocales]}
          />
          <Select
            name="decimals"
            label={t.decimals}
            value={query.decimals ?? ''}
            options={[
              { value: '', label: t.decimalsNone },
              { value: 'floor', label: t.floor },
            ]}
          />
          <Select name="dateOrder" label={t.dates} value={query.dateOrder ?? ''} options={dateOrders} />
        </div>
        <label class="tick">
          <input type="checkbox" name="lenient" value="yes" checked={query.lenient === true} />
          <span>{t.lenient}</span>
        </label>
      </div>
    </details>
  );
}
