import type { Program } from '@pointbook/core';
import type { RecordStore } from '@pointbook/core/store';
import { failureOf } from './cli-failure.ts';
import { type Database, databaseOf, openStore } from './ledger/open-store.ts';
import { type Ledger, ledgerWith } from './ledger/plugins.ts';
import { openPrinter, type Printer } from './output/printer.ts';
import { readProgram } from './ledger/program-file.ts';
import type { Settings } from './options/settings.ts';
import { openTalk, type Talk } from './output/talk.ts';
import type { Terminal } from './terminal.ts';

/** What every command works with. */
export interface CliContext {
  readonly terminal: Terminal;
  readonly settings: Settings;
  readonly talk: Talk;
}

/** What a command on a ledger works with. */
export interface LedgerContext extends CliContext {
  readonly program: Program;
  readonly database: Database;
  readonly store: RecordStore;
  readonly pointbook: Ledger;
  readonly print: Printer;
}

/** What a command without a ledger works with. */
export function openContext(terminal: Terminal, settings: Settings): CliContext {
  return { terminal, settings, talk: openTalk(terminal) };
}

/** Opens the ledger that the settings name, for as long as some work lasts. */
export async function withLedger<T>(context: CliContext, work: (context: LedgerContext) => Promise<T>): Promise<T> {
  const { terminal, settings, talk } = context;
  const program = readProgram(settings);
  const database = databaseOf(settings.place);
  const store = await openStore(database);
  try {
    const pointbook = ledgerWith({ program, store, newProgram: settings.newProgram, plugins: settings.plugins });
    // What reads would answer by the rules of another ledger, they do not refuse. Other errors come again with the
    // work.
    const opened = await pointbook.open();
    if (opened.isErr() && opened.error.kind === 'store-other-program') throw failureOf(opened.error);
    const print = openPrinter(terminal, talk, settings.format, program.timeZone);
    return await work({ ...context, program, database, store, pointbook, print });
  } finally {
    await store.close();
  }
}
