import type { Result } from 'neverthrow';
import type { Decided } from '../ports/ledger-store.ts';
import type { DecisionContext, Task } from '../records/decision.ts';
import type { RecordKeys, Records } from '../records/records.ts';
import { uniteKeys } from '../records/unite-keys.ts';
import { workOn } from '../records/working-records.ts';

/** Any decision, whatever it answers. */
export type AnyTask = Task<unknown, unknown>;

/** What a batch asks its store for. The program's own version is asked for until it is known to be stored. */
export function batchKeys(tasks: readonly AnyTask[], { program }: DecisionContext, programStored: boolean): RecordKeys {
  const own = programStored ? {} : { programVersions: [program.version] };
  const [first] = tasks;
  return tasks.length === 1 && first ? { ...first.keys, ...own } : uniteKeys(own, ...tasks.map((task) => task.keys));
}

/** Runs decisions in order; a decision that fails changes nothing and disturbs none of the others. */
export function decideBatch(
  tasks: readonly AnyTask[],
  found: Records,
  context: DecisionContext,
): Decided<readonly Result<unknown, unknown>[]> {
  const working = workOn(found, found.entries.size + found.commands.size > 0);
  const outcomes: Result<unknown, unknown>[] = [];
  const needed: RecordKeys[] = [];
  for (const task of tasks) {
    const decision = task.decide(working.known, context);
    if ('needs' in decision) {
      needed.push(decision.needs);
    } else {
      outcomes.push(decision.outcome);
      working.absorb(decision.changes);
    }
  }
  if (needed.length > 0) return { needs: uniteKeys(...needed) };
  const changes = working.changes();
  const { program } = context;
  const isNew = found.programVersions.get(program.version) === null;
  const writes = changes.members.length + changes.profiles.length + changes.invoices.length > 0;
  return { changes: isNew && writes ? { ...changes, programs: [program] } : changes, value: outcomes };
}
