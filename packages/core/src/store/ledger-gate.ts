import type { Clock } from '../kernel/clock.ts';
import type { Loaded } from '../kernel/draft/loaded.ts';
import type { StoreError } from '../kernel/store-error.ts';
import { uniteWanted, type Wanted } from '../kernel/draft/wanted.ts';
import { storedForm } from '../program/parsing/stored-program.ts';
import { programVersions } from '../program/program-versions.ts';
import { storedVersion } from './record-rows.ts';
import {
  isSameLedger,
  joinedBy,
  ledgerKey,
  type LedgerRecord,
  ledgerRecords,
  type LedgerSetting,
  programRefusal,
  refusalOf,
} from './ledger-record.ts';
import { recordChange } from './record-rows.ts';
import type { RecordChange, StoredChanges } from './stored-rows.ts';

/** What a commit saw of the ledger it writes to. */
export interface SeenLedger {
  /** Why this process may not write to it; null where it may. */
  readonly refusal: StoreError | null;
  /** What it says once this process has written. */
  readonly ledger: LedgerRecord;
  /** Whether all of that is stored. */
  readonly isStored: boolean;
  /** Changes with what is not stored yet: this program's version, this process's kinds and plugins. */
  added(changes: StoredChanges): StoredChanges;
}

/** What a gate stands before: a program, and what the process brings to its ledger. */
export interface GateSetting extends LedgerSetting {
  readonly clock: Clock;
}

/**
 * Another process may add a plugin at any time; reading the ledger's record in each transaction would be one more
 * statement.
 */
const knownForMs = 60_000;

/** Looks at what a ledger says of itself, until a commit of this process has seen or stored all of it. */
export class LedgerGate {
  readonly setting: GateSetting;
  #known: LedgerRecord | null = null;
  #knownAt = 0;
  #life: string | undefined;

  constructor(setting: GateSetting) {
    this.setting = setting;
  }

  /** Forgets after a minute what the ledger says of itself, so that it is looked at again. */
  forgetInTime(): void {
    if (this.#known !== null && Math.abs(this.setting.clock.now() - this.#knownAt) >= knownForMs) this.#known = null;
  }

  /**
   * Forgets it where the database is in another life than the one that it was seen in, which may lack it. Answers
   * whether it did.
   */
  forgetIn(life: string | undefined): boolean {
    if (life === undefined || life === this.#life) return false;
    const isForgotten = this.#known !== null && this.#life !== undefined;
    if (isForgotten) this.#known = null;
    this.#life = life;
    return isForgotten;
  }

  /** The format in which each kind is written. */
  get formats(): LedgerRecord['formats'] {
    return this.#known?.formats ?? {};
  }

  /** What is wanted, with what the ledger says of itself where that is not known yet. */
  widen(wanted: Wanted): Wanted {
    if (this.#known !== null) return wanted;
    const { version } = this.setting.program;
    const own = new Map([
      [programVersions.kind, new Set<string>([version])],
      [ledgerRecords.kind, new Set([ledgerKey])],
    ]);
    return uniteWanted(wanted, own);
  }

  /** What the records that were found say of the ledger; null where it is known already. */
  look(loaded: Loaded): SeenLedger | null {
    if (this.#known !== null) return null;
    const { program } = this.setting;
    const stored = (loaded.get(ledgerRecords.kind)?.get(ledgerKey) ?? null) as LedgerRecord | null;
    const ledger = joinedBy(stored, this.setting);
    const isSame = isSameLedger(stored, ledger);
    const isNewVersion = loaded.get(programVersions.kind)?.get(program.version) == null;
    const version = storedVersion(storedForm(program));
    const own = recordChange(ledgerRecords, ledgerKey, stored, ledger, ledgerRecords.format);
    return {
      refusal: programRefusal(program, this.setting.plugins) ?? refusalOf(stored, this.setting),
      ledger,
      isStored: isSame && !isNewVersion,
      added: (changes) => ({
        ...changes,
        versions: isNewVersion ? [version] : [],
        records: isSame || changes.records.some(isOfLedger) ? changes.records : [...changes.records, own],
      }),
    };
  }

  /** A commit is durable after which the ledger says this. */
  committed(ledger: LedgerRecord | null): void {
    if (ledger === null) return;
    this.#known = ledger;
    this.#knownAt = this.setting.clock.now();
  }
}

function isOfLedger({ record }: RecordChange): boolean {
  return record.kind === ledgerRecords.kind;
}
