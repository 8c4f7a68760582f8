import type { Mark, Recall } from '../kernel/command.ts';
import type { IdempotencyKeyReused } from '../values/errors.ts';
import type { Entry } from './entry.ts';
import type { MemberCommand } from './entry-keys.ts';
import { entryOfCommand } from './ledger-kinds.ts';

/** Recognises a repetition by the entry that the command wrote under its id. */
export function recallByEntry<Input>(
  commandOf: (input: Input) => MemberCommand,
  reused: (input: Input) => IdempotencyKeyReused,
): Recall<Input, Entry, never> {
  return {
    find(input, book) {
      const entry = entryOfCommand(book, commandOf(input));
      return entry && markOf(entry);
    },
    reused,
  };
}

/** The mark of the command that wrote an entry. */
export function markOf(entry: Entry): Mark<Entry> {
  return { fingerprint: entry.command?.fingerprint ?? '', did: entry };
}
