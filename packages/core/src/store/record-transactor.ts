import { err, ok, type Result, type ResultAsync } from 'neverthrow';
import type { Draft } from '../kernel/draft/draft.ts';
import type { AnyRecordKind, KindsByName } from '../kernel/record.ts';
import type { StoreError } from '../kernel/store-error.ts';
import { ledgerHolds } from '../kernel/store-failure.ts';
import type { Decide, Transactor } from '../kernel/engine/transactor.ts';
import { uniteWanted, type Wanted } from '../kernel/draft/wanted.ts';
import { nextDueAt } from '../ledger/due.ts';
import type { MemberRecord } from '../ledger/member-record.ts';
import { accounts, commandEntries, entries, notes, reversibleEntries } from '../ledger/ledger-kinds.ts';
import { invariant, InvariantError } from '../values/invariant.ts';
import { type GateSetting, LedgerGate } from './ledger-gate.ts';
import { type LedgerRecord, ledgerRecords } from './ledger-record.ts';
import { storedAccount } from './account-rows.ts';
import type { Entry, Note } from '../ledger/entry.ts';
import { storedEntry } from './entry-rows.ts';
import type { LoadedRows, LoadRequest } from './load-request.ts';
import { checkSeals, loadedFrom, requestOf } from './loaded-records.ts';
import { recordChange, recordOfRow } from './record-rows.ts';
import type { RecordStore, StoreDecide } from './record-store.ts';
import { type AccountChange, nothingToStore, type RecordChange, type StoredChanges } from './stored-rows.ts';

/**
 * How the kernel reaches one program's records. What the ledger says of itself is asked for until it is known, and once
 * a minute.
 */
export function recordTransactor(store: Pick<RecordStore, 'transact'>, setting: GateSetting): Transactor {
  const gate = new LedgerGate(setting);
  return {
    transact<Value>(wanted: Wanted, decide: Decide<Value>): ResultAsync<Value, StoreError> {
      gate.forgetInTime();
      const { request, run } = decisionOver(wanted, decide, gate);
      return store.transact(setting.program.programId, request, run).andThen(({ outcome, ledger }) => {
        gate.committed(ledger);
        return outcome;
      });
    },
  };
}

/** What a decision came to, and what the ledger says of itself once that is durable; null where that is not known. */
interface Outcome<Value> {
  readonly outcome: Result<Value, StoreError>;
  readonly ledger: LedgerRecord | null;
}

/**
 * A decision of the kernel as a store runs it: what it misses widens the request.
 *
 * @remarks A store that begins anew may do so with any request that it was given: the rows say which one they answer,
 * so that nothing passes for absent that was not loaded.
 */
export function decisionOver<Value>(
  first: Wanted,
  decide: Decide<Value>,
  gate: LedgerGate,
): { readonly request: LoadRequest; readonly run: StoreDecide<Outcome<Value>> } {
  const wantedBy = new Map<LoadRequest, Wanted>();
  const asking = (wanted: Wanted): LoadRequest => {
    const request = requestOf(wanted);
    wantedBy.set(request, wanted);
    return request;
  };
  const run: StoreDecide<Outcome<Value>> = (rows, life) => {
    const wanted = wantedBy.get(rows.request);
    invariant(wanted !== undefined, 'a store decides on the rows of a request that it was given');
    if (gate.forgetIn(life)) return { request: asking(gate.widen(wanted)) };
    const loaded = loadedFrom(rows, wanted, gate.setting.kinds);
    const seen = decideSoundly(() => gate.look(loaded), rows, gate.setting.kinds);
    if (seen?.refusal) return { changes: nothingToStore, value: { outcome: err(seen.refusal), ledger: null } };
    const decided = decideSoundly(() => decide(loaded), rows, gate.setting.kinds);
    if ('wanted' in decided) return { request: asking(uniteWanted(wanted, decided.wanted)) };
    const formats = seen?.ledger.formats ?? gate.formats;
    const changes = decideSoundly(
      () => changesOf(decided.draft, formats, gate.setting.kinds),
      rows,
      gate.setting.kinds,
    );
    const writes = changes.accounts.length + changes.records.length > 0;
    const raised = changes.records.find(({ record }) => record.kind === ledgerRecords.kind)?.record;
    const stored = seen && (writes || seen.isStored) ? seen.ledger : null;
    const ledger = raised ? (recordOfRow(ledgerRecords, raised) as LedgerRecord) : stored;
    return { changes: writes && seen ? seen.added(changes) : changes, value: { outcome: ok(decided.value), ledger } };
  };
  return { request: asking(gate.widen(first)), run };
}

/** Where a decision, or what it writes, throws, a damaged row may be why: then the row is named. */
function decideSoundly<T>(decide: () => T, rows: LoadedRows, kinds: KindsByName): T {
  try {
    return decide();
  } catch (thrown) {
    checkSeals(rows, kinds);
    throw thrown;
  }
}

function changesOf(draft: Draft, formats: LedgerRecord['formats'], kinds: KindsByName): StoredChanges {
  const written: AccountChange[] = [];
  const records: RecordChange[] = [];
  for (const { kind, key, before, after } of draft.changes()) {
    if (kind.kind === accounts.kind)
      written.push(accountChange(before as MemberRecord | null, after as MemberRecord, formats));
    else if (!isLookup(kind)) {
      checkDeclared(kind, kinds);
      records.push(recordChange(kind, key, before, after, formats[kind.kind]));
    }
  }
  for (const [kind, appended] of draft.appendedRecords())
    if (!hasOwnRows(kind) && appended.length > 0) {
      checkDeclared(kind, kinds);
      for (const record of appended)
        records.push(recordChange(kind, kind.key(record), null, record, formats[kind.kind]));
    }
  const noted = draft.appended(notes);
  // By member, for whom there are few: a text for each entry would cost as much as its checksum.
  const notesOf = new Map<string, Note[]>();
  for (const note of noted) {
    const own = notesOf.get(note.memberId);
    if (own) own.push(note);
    else notesOf.set(note.memberId, [note]);
  }
  const noteOf = ({ memberId, sequence }: Entry) => notesOf.get(memberId)?.find((note) => note.sequence === sequence);
  return {
    versions: [],
    accounts: written,
    records,
    entries: draft.appended(entries).map((entry) => storedEntry(entry, formats[entries.kind], noteOf(entry))),
    notes: noted,
  };
}

/** A record that no process can read must not be written. */
function checkDeclared({ kind }: AnyRecordKind, kinds: KindsByName): void {
  if (kinds.has(kind)) return;
  throw new InvariantError(
    `No plugin declares records of kind ${JSON.stringify(kind)}, so they could not be read again: name the kind in the plugin that writes them, as in \`records: [the kind]\`. Nothing was written.`,
  );
}

/** By name, for each entry point of the CommonJS build has its own copy of a kind. */
function hasOwnRows({ kind }: AnyRecordKind): boolean {
  return kind === entries.kind || kind === notes.kind;
}

/** Entries that are looked up are written as entries. */
function isLookup({ kind }: AnyRecordKind): boolean {
  return kind === reversibleEntries.kind || kind === commandEntries.kind;
}

function accountChange(
  before: MemberRecord | null,
  after: MemberRecord,
  formats: LedgerRecord['formats'],
): AccountChange {
  const dueWas = before === null ? undefined : nextDueAt(before.account);
  const account = storedAccount(after, formats[accounts.kind]);
  // The tables of a database refuse such a row too, but cannot say that the row before it was damaged.
  ledgerHolds(
    account.balance === account.lotPoints + account.held - account.debt,
    `the lots and holds of member ${JSON.stringify(account.memberId)}, less the debt, are the balance`,
  );
  return { isNew: before === null, dueWas, account };
}
