import { orThrow } from '@pointbook/core/errors';
import type { Customer, Directory } from './directory.ts';
import type { ImportFiles } from './import-files.ts';
import type { OpenLedger } from './ledger.ts';

const atATime = 500;

/** Takes the customers whom an import has enrolled in the ledger into the shop's own directory. */
export class CustomerIntake {
  readonly #ledger: OpenLedger;
  readonly #files: ImportFiles;
  readonly #directory: Directory;

  constructor(ledger: OpenLedger, files: ImportFiles, directory: Directory) {
    this.#ledger = ledger;
    this.#files = files;
    this.#directory = directory;
  }

  /** Takes those who are there by now. A file is done with once its job was over before its customers were read. */
  async take(signal: AbortSignal): Promise<void> {
    const waiting = this.#files.withNewCustomers();
    if (waiting.length === 0) return;
    const { jobs, reports } = this.#ledger.pointbook;
    const over: string[] = [];
    for (const jobId of waiting) {
      if (orThrow(await jobs.getProgress({ jobId })).state !== 'running') over.push(jobId);
    }
    let customers: Customer[] = [];
    for await (const row of reports.members()) {
      if (signal.aborted) return;
      const { memberId, name, phone, email } = orThrow(row);
      if (this.#directory.get(memberId) !== null) continue;
      customers.push({ memberId, name, phone, email });
      if (customers.length < atATime) continue;
      this.#directory.put(customers);
      customers = [];
    }
    this.#directory.put(customers);
    this.#files.forgetNewCustomers(over);
  }
}
