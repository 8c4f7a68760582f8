import type { StoredChanges } from '@pointbook/core/store';
import { nameOf, type Tables } from './tables.ts';

/** Says which rule the changes break, as a database would; null when they can be written. */
export function problemWith(tables: Tables, changes: StoredChanges): string | null {
  return (
    problemWithEntries(tables, changes) ??
    problemWithAccounts(tables, changes) ??
    problemWithRecords(tables, changes) ??
    problemWithUniques(tables, changes)
  );
}

function problemWithEntries(tables: Tables, { entries, notes }: StoredChanges): string | null {
  const last = new Map<string, number>();
  const commands = new Set<string>();
  for (const { memberId, sequence, commandKey } of entries) {
    const next = (last.get(memberId) ?? tables.entries.get(memberId)?.length ?? 0) + 1;
    if (sequence !== next) return `An entry was numbered ${sequence}, but ${next} is next.`;
    last.set(memberId, next);
    if (commandKey === null) continue;
    const name = nameOf(memberId, commandKey);
    if (tables.commands.has(name) || commands.has(name)) return 'Two entries have the same command key.';
    commands.add(name);
  }
  const noted = new Set(notes.map(({ memberId, sequence }) => nameOf(memberId, sequence)));
  if (noted.size < notes.length || [...noted].some((name) => tables.notes.has(name))) return 'An entry has two notes.';
  return null;
}

function problemWithAccounts(tables: Tables, { accounts }: StoredChanges): string | null {
  for (const { isNew, account } of accounts) {
    const { memberId, balance, lotPoints, held, debt } = account;
    if (isNew && tables.accounts.has(memberId)) return 'An account was created that exists already.';
    if (balance !== lotPoints + held - debt) return 'The balance of an account is not what its parts add up to.';
    if (debt > 0 && lotPoints > 0) return 'An account has debt and points in lots.';
  }
  return null;
}

function problemWithRecords(tables: Tables, { records }: StoredChanges): string | null {
  const written = new Set<string>();
  for (const { isNew, record } of records) {
    const name = nameOf(record.kind, record.key);
    const kept = tables.records.get(record.kind)?.get(record.key);
    if (written.has(name) || (isNew && kept !== undefined)) return `A ${record.kind} was created that exists already.`;
    if (kept?.body === null) return `A ${record.kind} was written that was removed before.`;
    written.add(name);
  }
  return null;
}

function problemWithUniques(tables: Tables, { records }: StoredChanges): string | null {
  const freed = new Set<string>();
  const taken = new Set<string>();
  for (const { record, uniques } of records)
    for (const { field, from } of uniques) if (from !== null) freed.add(nameOf(record.kind, field, from));
  for (const { record, uniques } of records)
    for (const { field, to } of uniques) {
      if (to === null) continue;
      const name = nameOf(record.kind, field, to);
      if (taken.has(name) || (tables.uniques.has(name) && !freed.has(name)))
        return `Two records of kind ${record.kind} have the same ${field}.`;
      taken.add(name);
    }
  return null;
}
