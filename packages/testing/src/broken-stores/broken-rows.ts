import type { BrokenStore } from './broken-store.ts';
import { body, changed, records, withBody, withChanged, withLoaded } from './spoil-rows.ts';

const updates = 'records: each update is there at once, by its key, in pages and after a restart';
const bodies = 'records: bodies come back byte for byte, when new and at each update';
const removal = 'records: what is removed leaves its key behind, and nothing that it was found by';
const gaps = 'entries: a gap in the sequence is refused, and nothing of the commit is there';

/** Stores that keep rows of kinds which they do not know, and not as they were given. */
export const brokenRows: readonly BrokenStore[] = [
  records('never updates a record after its first write', updates, (changes) => changes.filter(({ isNew }) => isNew)),
  records('updates one record of a commit', updates, (changes) => [
    ...changes.filter(({ isNew }) => isNew),
    ...changes.filter(({ isNew }) => !isNew).slice(0, 1),
  ]),
  records('keeps one record for all kinds that differ in letter case', updates, (changes) =>
    changes.map((change) => ({ ...change, record: { ...change.record, kind: change.record.kind.toLowerCase() } })),
  ),
  body('cuts bodies off after 65,535 characters', bodies, (text) => text.slice(0, 65_535)),
  body('keeps bodies as JSON', bodies, asJson),
  body('keeps bodies composed', bodies, (text) => text.normalize('NFC')),
  body('keeps what a column of three bytes for each character holds', bodies, (text) =>
    text.replaceAll(/\p{Surrogate}|[^\0-\uFFFF]/gu, '?'),
  ),
  records('trims bodies when they are updated', bodies, (changes) =>
    changes.map((change) =>
      change.isNew ? change : withBody(change, change.record.body === null ? null : change.record.body.trim()),
    ),
  ),
  records('keeps no formats', 'records: the format is kept beside the body, and changes with it', (changes) =>
    changes.map((change) => ({ ...change, record: { ...change.record, format: 1 } })),
  ),
  records(
    'keeps no versions of records',
    'records: the version that a record names is kept, and changes with it',
    (changes) => changes.map(({ record: { version: _lost, ...record }, ...change }) => ({ ...change, record })),
  ),
  {
    name: 'forgets what was removed',
    noticedBy: removal,
    spoil: (store) =>
      withLoaded(store, (rows) => ({ ...rows, records: rows.records.filter(({ body: text }) => text !== null) })),
  },
  {
    name: 'compares keys of ranges by UTF-16 units',
    noticedBy: 'records: those of a range of keys, by their UTF-8 bytes, for a decision and a reader',
    spoil: (store) =>
      withLoaded(store, (rows) => ({
        ...rows,
        ranges: rows.ranges.filter(({ from, until, record: { key } }) => key >= from && key < until),
      })),
  },
  records(
    'writes nothing of a record that is new and removed',
    'records: a key that one commit makes and removes stays behind',
    (changes) => changes.filter(({ isNew, record }) => !isNew || record.body !== null),
  ),
  records('leaves removed records in their lists', removal, (changes) =>
    changes.map((change) => (change.record.body === null ? { ...change, places: [] } : change)),
  ),
  records('leaves unique values with removed records', removal, (changes) =>
    changes.map((change) => (change.record.body === null ? { ...change, uniques: [] } : change)),
  ),
  changed(
    'never stores versions',
    'versions: kept for good, byte for byte; one that is there stays as it is',
    (changes) => ({
      ...changes,
      versions: [],
    }),
  ),
  changed('never updates accounts', 'accounts: each update is there, figures, instants and texts', (changes) => ({
    ...changes,
    accounts: changes.accounts.filter(({ isNew }) => isNew),
  })),
  changed(
    'leaves the due instant of an account as it first was',
    'accounts: each update is there, figures, instants and texts',
    (changes) => ({
      ...changes,
      accounts: changes.accounts.map(({ account, ...rest }) => ({
        ...rest,
        account: { ...account, dueAt: rest.dueWas ?? account.dueAt },
      })),
    }),
  ),
  changed('keeps no actors', 'entries: every column comes back as it was written', (changes) => ({
    ...changes,
    entries: changes.entries.map((entry) => ({ ...entry, actor: 'system' })),
  })),
  {
    name: 'says of rows that they answer another request',
    noticedBy: 'requests: a decision is told which of the requests that it was asked with its rows answer',
    spoil: (store) => withLoaded(store, (rows) => ({ ...rows, request: { ...rows.request } })),
  },
  {
    name: 'accepts gaps in sequences',
    noticedBy: gaps,
    spoil: (store) => {
      const last = new Map<string, number>();
      return withChanged(store, (changes) => {
        // The good store beneath is spared what it would refuse.
        const entries = changes.entries.filter(({ memberId, sequence }) => {
          if (sequence !== (last.get(memberId) ?? 0) + 1) return false;
          last.set(memberId, sequence);
          return true;
        });
        return { ...changes, entries };
      });
    },
  },
  {
    name: 'overwrites notes',
    noticedBy: 'notes: a second one for an entry is refused, and the first one stays',
    spoil: (store) => {
      const known = new Set<string>();
      return withChanged(store, (changes) => {
        const fresh = changes.notes.filter((note) => !known.has(`${note.sequence} ${note.memberId}`));
        for (const note of fresh) known.add(`${note.sequence} ${note.memberId}`);
        return { ...changes, notes: fresh };
      });
    },
  },
];

function asJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
