import fc from 'fast-check';
import type { Known } from './values.ts';

const columns = ['memberId', 'points', 'balance', 'phone', 'name', 'key', 'expiresAt'];

// oxfmt-ignore
const hostileFiles = [
  '', '\n\n\n', 'memberId', 'memberId,points\n"C-17,5\n', 'memberId;points\nC-17;5', 'PK\u0003\u0004', '\uFEFFmemberId,points\nC-17,5\n',
  'memberId,memberId\nC-17,C-18\n', 'memberId,points\n\u0000,5\n', `memberId,points\n${'C-17,1\n'.repeat(300)}`, `memberId,points\n${'x'.repeat(100_000)},1\n`,
];

// oxfmt-ignore
const hostileCells = ['', '5', '-1', '0', '1e9', '1.5', '9007199254740993', '"', '=1+1', 'nobody', '2026-02-30', '\u202E', '00012'];

/** Files of rows: some that can be imported, and some that are nothing of the kind. */
export function filesOf(known: Known): fc.Arbitrary<string | Uint8Array<ArrayBuffer>> {
  const cell = (column: string) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...(known[column] ?? [1, 5, 100]).map(String)) },
      { weight: 1, arbitrary: fc.constantFrom(...hostileCells) },
    );
  const table = fc
    .oneof(fc.constant(['memberId', 'points']), fc.constant(['memberId', 'balance']), fc.subarray(columns))
    .chain((names) =>
      fc
        .array(fc.tuple(...names.map(cell)), { maxLength: 6 })
        .map((rows) => [names, ...rows].map((row) => `${row.join(',')}\n`).join('')),
    );
  return fc.oneof(
    { weight: 8, arbitrary: table },
    { weight: 2, arbitrary: fc.constantFrom(...hostileFiles) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => new Uint8Array(bytes)) },
  );
}
