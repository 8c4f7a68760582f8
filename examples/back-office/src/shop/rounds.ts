import type { Office } from '../office.ts';

/** How long the shop rests between two looks at what is due. */
const restMs = 2000;

export interface Rounds {
  /** Ends after what is being done now. */
  stop(): Promise<void>;
}

// #region rounds
/** Goes on with jobs and expires points, also with what an earlier process has left. */
export function startRounds({ ledger }: Office): Rounds {
  const ending = new AbortController();
  const go = async () => {
    while (!ending.signal.aborted) {
      const round = await ledger.pointbook.jobs.runDue({ limit: 5000 });
      if (round.isErr()) console.error(round.error.message);
      if (round.isErr() || !round.value.more) await rest(ending.signal);
    }
  };
  const done = go();
  return {
    stop: async () => {
      ending.abort();
      await done;
    },
  };
}
// #endregion rounds

async function rest(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, restMs);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
