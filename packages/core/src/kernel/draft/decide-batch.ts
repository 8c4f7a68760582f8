import type { Result } from 'neverthrow';
import type { Instant } from '../../values/instant.ts';
import { Draft } from './draft.ts';
import type { Loaded } from './loaded.ts';
import type { Reactions } from '../reactions/reaction.ts';
import type { AnyTask } from '../engine/task.ts';
import type { Decided } from '../engine/transactor.ts';

/** What decisions run with: the program, and the reactions. */
export interface Setting {
  readonly program: unknown;
  readonly reactions?: Reactions;
}

/** Runs decisions in order on one draft; a decision that fails changes nothing and disturbs none of the others. */
export function decideBatch(
  tasks: readonly AnyTask[],
  loaded: Loaded,
  now: Instant,
  { program, reactions }: Setting,
): Decided<readonly Result<unknown, unknown>[]> {
  const draft = new Draft(loaded, now, program, reactions);
  const outcomes: Result<unknown, unknown>[] = [];
  for (const task of tasks) {
    const outcome = draft.decide(() => task.decide(draft));
    if (outcome !== null) outcomes.push(outcome);
  }
  return draft.wanted === null ? { value: outcomes, draft } : { wanted: draft.wanted };
}
