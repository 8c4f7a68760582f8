// `npm run bench`: measures, and prints a table or JSON. docs/performance.md says what is measured and why it is fair.
import { parseArgs } from 'node:util';
import type { BenchCase, Suite } from './bench-case.ts';
import { bytesSuite } from './bytes/bytes-suite.ts';
import { bulkSuite, tillsSuite } from './bulk/bulk-suite.ts';
import { codesSuite } from './codes/codes-suite.ts';
import { verifySuite } from './bulk/verify-suite.ts';
import { coreSuite } from './core-suite.ts';
import { csvSuite } from './csv/csv-suite.ts';
import { httpSuite } from './http/http-suite.ts';
import { postgresSuite } from './postgres/postgres-suite.ts';
import { table } from './report.ts';
import { measureOneInvoice } from './scale/one-invoice.ts';
import { scale } from './scale.ts';
import { measureSince } from './since/since.ts';
import { sinceTable } from './since/since-table.ts';
import { sqliteSuite } from './sqlite/sqlite-suite.ts';
import { telemetrySuite } from './telemetry/telemetry-suite.ts';

/** What runs unless something else is named, in this order. */
const usual: Readonly<Record<string, Suite>> = {
  core: coreSuite,
  sqlite: sqliteSuite,
  postgres: postgresSuite,
  codes: codesSuite,
  bulk: bulkSuite,
};
const suites: Readonly<Record<string, Suite>> = {
  ...usual,
  bytes: bytesSuite,
  csv: csvSuite,
  http: httpSuite,
  verify: verifySuite,
  invoice: measureOneInvoice,
  telemetry: telemetrySuite,
  tills: tillsSuite,
  scale,
};

const wanted = readArguments(process.argv.slice(2));
if (typeof wanted === 'string') {
  console.error(
    `${wanted}\nRun it as: npm run bench -- [${Object.keys(suites).join('|')} …] [--members 1000000] [--json]\n` +
      'or, to compare with an earlier commit: npm run bench -- since <commit> [--json]\n' +
      'or, for the pages of the back office: npm run bench -- office [--members 100000]',
  );
  process.exitCode = 1;
} else if (wanted.isOffice) {
  // It starts a browser, which nothing else here needs.
  const { measureOffice } = await import('../../examples/back-office/test/bench/measure-office.ts');
  await measureOffice(wanted.members);
} else if (wanted.since !== undefined) {
  const cases = await measureSince(wanted.since, tell);
  tell('');
  console.log(wanted.json ? JSON.stringify({ cases }, null, 2) : sinceTable(cases));
} else {
  const cases: BenchCase[] = [];
  for (const suite of wanted.suites) cases.push(...(await suite(tell, wanted.members)));
  tell('');
  console.log(wanted.json ? JSON.stringify({ cases }, null, 2) : table(cases));
}

interface Wanted {
  readonly suites: readonly Suite[];
  /** Whether the back office is measured, in the place of the suites. */
  readonly isOffice: boolean;
  /** How many members the suites `bulk`, `csv`, `tills` and `verify` work on, and how many customers the back office has. */
  readonly members: number;
  readonly json: boolean;
  /** The commit to compare with, in the place of the suites. */
  readonly since: string | undefined;
}

/** What was asked for, or what is wrong with it. */
function readArguments(args: readonly string[]): Wanted | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false }, members: { type: 'string' } },
      allowPositionals: true,
    });
    const [first, since, ...more] = positionals;
    if (first === 'since') {
      if (since === undefined || more.length > 0) return 'Name one commit to compare with.';
      return { suites: [], isOffice: false, members: 0, json: values.json, since };
    }
    const isOffice = first === 'office';
    if (isOffice && positionals.length > 1) return 'The back office is measured by itself.';
    const names = isOffice ? [] : positionals.length > 0 ? positionals : Object.keys(usual);
    const unknown = names.find((name) => !Object.hasOwn(suites, name));
    if (unknown !== undefined) return `There is no suite "${unknown}".`;
    const members = Number(values.members ?? (isOffice ? '100000' : '1000000'));
    if (!Number.isSafeInteger(members) || members < 10_000 || members > 1_000_000)
      return 'There may be 10000 to 1000000 members.';
    const chosen = names.flatMap((name) => suites[name] ?? []);
    return { members, isOffice, suites: chosen, json: values.json, since: undefined };
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

/** Says on a terminal what is being measured, on one line that the next one takes the place of. */
function tell(doing: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${doing}`);
}
