import { hostileIds } from './hostile-ids.ts';
import { job } from './sample-records.ts';

export const maxSafe = Number.MAX_SAFE_INTEGER;
const last = 253_402_300_799_999;
export const text = `"it's" 100 %, \\ {braces}\n豈 😀 $1 \u2028 `;
const why = { reason: text, comment: text };
export const counts = {
  seen: maxSafe,
  accepted: maxSafe,
  rejected: 0,
  skipped: maxSafe,
  given: maxSafe,
  taken: maxSafe,
};
const before = { postedAt: last, memberId: text, sequence: maxSafe };

/** A job of every shape that there is, by id. */
export const jobsOfAllShapes = [
  job('by filter', {
    task: {
      kind: 'bulk',
      selection: {
        who: 'filter',
        filter: {
          tier: text,
          balanceFrom: -maxSafe,
          balanceTo: maxSafe,
          enrolledFrom: 0,
          enrolledUntil: last,
          activeFrom: 0,
          activeUntil: last,
        },
        page: { after: text, limit: maxSafe },
      },
      change: { way: 'set', balance: maxSafe },
      ...why,
    },
    actor: text,
    fingerprint: text,
    startedAt: last,
    changedAt: last,
    state: 'finished',
    place: { after: text },
    counts,
    undoneBy: text,
    leasedUntil: last,
  }),
  job('by ids', {
    task: {
      kind: 'bulk',
      selection: { who: 'ids', memberIds: hostileIds },
      change: { way: 'deduct', points: 1 },
      ...why,
    },
    startedAt: 0,
    state: 'stopped',
  }),
  job('everyone'),
  job('import', {
    task: {
      kind: 'import',
      mode: 'opening',
      digest: text,
      delimiter: '\t',
      encoding: 'windows-1252',
      numberLocale: 'de',
      decimals: 'half-up',
      dateOrder: 'dmy',
      phoneCountry: 'ID',
      mapping: [
        { name: text, column: 'balance' },
        { name: 'Note', column: null, isGuess: true },
      ],
      ignoreUnknown: true,
      lenient: true,
      withoutBalance: true,
      ...why,
    },
    place: { record: maxSafe },
  }),
  job('of no filter', {
    task: {
      kind: 'bulk',
      selection: { who: 'filter', filter: {}, page: null },
      change: { way: 'add', points: maxSafe },
      ...why,
    },
  }),
  job('of the first page', {
    task: {
      kind: 'bulk',
      selection: { who: 'filter', filter: { balanceTo: 0 }, page: { after: null, limit: 1 } },
      change: { way: 'set', balance: 0 },
      ...why,
    },
  }),
  job('plain import', {
    task: {
      kind: 'import',
      mode: 'add',
      digest: 'd',
      delimiter: null,
      encoding: null,
      numberLocale: null,
      decimals: null,
      dateOrder: null,
      phoneCountry: null,
      mapping: [],
      ignoreUnknown: false,
      lenient: false,
      withoutBalance: false,
      ...why,
    },
  }),
  job('undo', { task: { kind: 'undo', undoes: text, ...why }, place: { before } }),
];
