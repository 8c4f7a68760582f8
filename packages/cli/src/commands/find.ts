import { entryKinds, type FindEntriesQuery } from '@pointbook/core';
import { statementColumns } from '@pointbook/core/reports';
import { Option } from 'commander';
import type { Cli } from '../cli.ts';
import { withoutUndefined } from '../without-undefined.ts';
import type { LedgerContext } from '../cli-context.ts';
import { entryRow, inEntryTable } from '../output/entry-rows.ts';
import { daysBetween, limitOption } from '../options/read-options.ts';
import { mapped, rowsOfPages } from '../output/rows.ts';

interface Options {
  readonly member?: string;
  readonly kind?: NonNullable<FindEntriesQuery['kinds']>;
  readonly by?: string;
  readonly reason?: string;
  readonly from?: string;
  readonly to?: string;
  readonly invoice?: string;
  readonly job?: string;
  readonly reference?: string;
  readonly limit?: number;
}

const pageSize = 500;

/** `pointbook find`. */
export function addFind(cli: Cli): void {
  cli
    .command('find', 'Finds entries of the ledger, newest first. Each option narrows the search.', [
      'pointbook find --kind adjustment --reason "missed sale"',
      'pointbook find --member C-17 --from 2026-03-01 --to 2026-03-31',
      'pointbook find --job eid-2026 --csv > eid.csv',
    ])
    .option('--member <id>')
    .addOption(new Option('--kind <kinds...>').choices(entryKinds))
    .option('--by <actor>', 'who did it')
    .option('--reason <text>', 'a part of the reason')
    .option('--from <day>', "YYYY-MM-DD, in the program's time zone")
    .option('--to <day>', 'the last day')
    .addOption(new Option('--invoice <id>').conflicts(['job', 'reference']))
    .addOption(new Option('--job <id>').conflicts(['invoice', 'reference']))
    .addOption(new Option('--reference <id>', 'your own id of what it was about').conflicts(['invoice', 'job']))
    .addOption(limitOption())
    .action(cli.onLedger(find));
}

async function find({ pointbook, program, print }: LedgerContext, options: Options): Promise<void> {
  const { member, kind, by, reason, limit } = options;
  const asked = { memberId: member, kinds: kind, actor: by, reason, reference: referenceOf(options) };
  const query = withoutUndefined({ ...asked, ...daysBetween(program, options) });
  const pages = rowsOfPages((cursor) =>
    pointbook.findEntries({ ...query, limit: Math.min(limit ?? pageSize, pageSize), ...withoutUndefined({ cursor }) }),
  );
  const inTable = ['memberId', ...inEntryTable] as const;
  await print.many(mapped(pages, entryRow), { columns: statementColumns, inTable, limit });
}

function referenceOf({ invoice, job, reference }: Options): FindEntriesQuery['reference'] {
  if (invoice !== undefined) return { type: 'invoice', id: invoice };
  if (job !== undefined) return { type: 'job', id: job };
  return reference === undefined ? undefined : { type: 'external', id: reference };
}
