import type { Result } from 'neverthrow';
import { outcomeOf } from './observe-verb.ts';
import type { Observer } from './observer.ts';
import { now, quietly, runWatched, tellEnd, watchesOf } from './watches.ts';

/** What observers know of a call that waits for its batch. */
export interface Queued {
  readonly tokens: readonly unknown[];
  readonly at: number;
}

/** Tells observers that a call joins the line; undefined where there are none. */
export function queuedFor(observers: readonly Observer[]): Queued | undefined {
  if (observers.length === 0) return undefined;
  return { tokens: observers.map((each) => quietly(() => each.queued?.())), at: now() };
}

/** Runs a batch, and tells observers of it. `work` answers, and says how often something was decided. */
export async function observedBatch<Answer extends Result<unknown, unknown>>(
  observers: readonly Observer[],
  calls: readonly { readonly queued: Queued | undefined }[],
  work: (decided: () => void) => Promise<Answer>,
): Promise<Answer> {
  const begunAt = now();
  const watches = watchesOf(observers, (each, index) =>
    each.batch?.(
      calls.map(({ queued }) => ({ token: queued?.tokens[index], queuedMs: begunAt - (queued?.at ?? begunAt) })),
    ),
  );
  if (watches.length === 0) return work(() => {});
  let decisions = 0;
  let outcome = 'thrown';
  try {
    const answer = await runWatched(watches, () => work(() => void (decisions += 1)));
    outcome = outcomeOf(answer);
    return answer;
  } finally {
    tellEnd(watches, { outcome, ms: now() - begunAt, retries: Math.max(decisions - 1, 0) });
  }
}
