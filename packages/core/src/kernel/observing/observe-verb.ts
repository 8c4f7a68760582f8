import { type Result, ResultAsync } from 'neverthrow';
import type { ObservedVerb, Observer, Watch, VerbEnd } from './observer.ts';
import { now, runWatched, tellEnd, watchesOf } from './watches.ts';

type AnyResult = Result<unknown, unknown>;
type Parts = AsyncIterable<AnyResult>;
type Bound = (...given: unknown[]) => AnyResult | ResultAsync<unknown, unknown> | Parts;

/** A verb of a ledger that tells observers of each call. */
export function observed(bound: unknown, verb: ObservedVerb, observers: readonly Observer[]): unknown {
  return (...given: unknown[]) => {
    const call = () => (bound as Bound)(...given);
    if (verb.type === 'stream') return watchedParts(call() as Parts, () => begin(verb, observers));
    const watched = begin(verb, observers);
    return watched === undefined ? call() : answerOf(call, watched);
  };
}

/** The watches of a call, and what tells them how it ended. */
interface Watched {
  readonly watches: readonly Watch<VerbEnd>[];
  ended(outcome: string): void;
}

function begin(verb: ObservedVerb, observers: readonly Observer[]): Watched | undefined {
  const watches = watchesOf(observers, (each) => each.verb?.(verb));
  if (watches.length === 0) return undefined;
  const begunAt = now();
  return { watches, ended: (outcome) => tellEnd(watches, { outcome, ms: now() - begunAt }) };
}

function answerOf(call: () => ReturnType<Bound>, { watches, ended }: Watched) {
  const tell = <T extends AnyResult>(result: T): T => {
    ended(outcomeOf(result));
    return result;
  };
  const thrown = (error: unknown): never => {
    ended('thrown');
    throw error;
  };
  try {
    const answer = runWatched(watches, call);
    // A plugin may have another copy of neverthrow.
    return 'then' in answer
      ? new ResultAsync(answer.then(tell, thrown) as Promise<AnyResult>)
      : tell(answer as AnyResult);
  } catch (error) {
    return thrown(error);
  }
}

/** The parts of a stream, watched from the first that is asked for until the last. */
async function* watchedParts(parts: Parts, start: () => Watched | undefined): AsyncGenerator<AnyResult, void> {
  const watched = start();
  let outcome = 'ok';
  try {
    for await (const part of parts) {
      outcome = outcomeOf(part);
      yield part;
    }
  } catch (error) {
    outcome = 'thrown';
    throw error;
  } finally {
    watched?.ended(outcome);
  }
}

/** How a result is told: by the kind of its error, never by what it says. */
export function outcomeOf(result: AnyResult): string {
  if (result.isOk()) return 'ok';
  const { kind } = (result.error ?? {}) as { readonly kind?: unknown };
  return typeof kind === 'string' ? kind : 'unknown';
}
