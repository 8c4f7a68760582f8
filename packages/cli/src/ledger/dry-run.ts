import { nothingToStore, type RecordStore } from '@pointbook/core/store';
import type { LedgerContext } from '../cli-context.ts';
import { type Ledger, ledgerWith } from './plugins.ts';

/** The option of commands that can say what they would do. */
export const dryRunOption = ['--dry-run', 'only say what it would do'] as const;

/** A store that loads and decides, and writes nothing: what a command answers on it is what it would do. */
function dryStore(store: RecordStore): RecordStore {
  return {
    ...store,
    transact: (programId, request, decide) =>
      store.transact(programId, request, (loaded, life) => {
        const decision = decide(loaded, life);
        return 'request' in decision ? decision : { ...decision, changes: nothingToStore };
      }),
  };
}

/** The ledger to change, or one that is not changed. */
export function ledgerToChange(context: LedgerContext, dryRun: true | undefined): Ledger {
  const { pointbook, program, store, settings, talk } = context;
  if (!dryRun) return pointbook;
  talk.say('Nothing is written. It would answer:');
  const { newProgram, plugins } = settings;
  return ledgerWith({ program, store: dryStore(store), newProgram, plugins });
}
