import type { DueReceipt } from '@pointbook/core/jobs';
import type { CustomerIntake } from './customer-intake.ts';
import type { ImportFiles } from './import-files.ts';
import type { OpenLedger } from './ledger.ts';

/** How long the shop rests between two looks at what is due. */
const restMs = 2000;

/**
 * No other process works on this shop's jobs. What a killed one has left is therefore taken up a second later, and not
 * after the minute that is usual among several.
 */
const leaseMs = 1000;

/** Goes on with jobs and expires points, also with what an earlier process has left. */
export class Rounds {
  readonly #ledger: OpenLedger;
  readonly #files: ImportFiles;
  readonly #intake: CustomerIntake;
  readonly #ending = new AbortController();
  #going: Promise<void> = Promise.resolve();
  #wake: () => void = () => undefined;

  constructor(ledger: OpenLedger, files: ImportFiles, intake: CustomerIntake) {
    this.#ledger = ledger;
    this.#files = files;
    this.#intake = intake;
  }

  begin(): void {
    this.#going = this.#go();
  }

  /** Looks at once: there is something to do. */
  wake(): void {
    this.#wake();
  }

  /** Ends after what is being written now. */
  async stop(): Promise<void> {
    this.#ending.abort();
    this.#wake();
    await this.#going;
  }

  async #go(): Promise<void> {
    const { signal } = this.#ending;
    while (!signal.aborted) {
      // Who wakes it during a round has something to do for the next one.
      const rest = this.#rest();
      if (await this.#round()) this.#wake();
      await rest;
    }
  }

  // #region rounds
  /** Does what is due, up to a limit, and answers whether there is more. */
  async #round(): Promise<boolean> {
    try {
      const { jobs } = this.#ledger.pointbook;
      const { signal } = this.#ending;
      const sourceOf = ({ digest }: { readonly digest: string }) => this.#files.sourceOf(digest);
      const round = await jobs.runDue({ leaseMs, sourceOf, signal });
      if (round.isErr()) console.error(round.error.message);
      else tellLeft(round.value);
      await this.#intake.take(signal);
      return round.isOk() && round.value.more;
    } catch (error) {
      // The next round tries again.
      console.error(error);
      return false;
    }
  }
  // #endregion rounds

  #rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, restMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function tellLeft({ left }: DueReceipt): void {
  for (const job of left) {
    if (job.reason === 'failed') console.error(`Job ${job.jobId} waits:`, job.error.message);
    if (job.reason === 'no-source') console.error(`Job ${job.jobId} waits: its file is not in the shop's folder.`);
  }
}
