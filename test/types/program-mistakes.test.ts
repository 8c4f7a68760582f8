import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPointbook } from '@pointbook/core';
import { codes } from '@pointbook/core/codes';
import { memoryStore } from '@pointbook/memory';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { cache, root } from '../../scripts/workspace.ts';

type Path = readonly (string | number)[];

/** A program that says everything. */
const full = {
  programId: 'warung',
  name: 'Warung Ayu',
  timeZone: 'Asia/Jakarta',
  dayStartsAt: '04:00',
  currency: 'IDR',
  earn: {
    trigger: 'on-full-payment',
    approvePayments: true,
    requireVerifiedEmail: true,
    earnOnPointsPaid: false,
    discountSkus: ['voucher'],
    pendingDays: 3,
    rules: [
      {
        ruleId: 'base',
        label: 'Food',
        earn: { per: 'amount', points: 1, of: 1000, base: 'with-tax' },
        only: { skus: ['soto'], categories: ['food'] },
        except: { skus: ['rokok'], categories: ['tobacco'], discounted: true },
        when: {
          from: '2026-01-01',
          until: '2026-12-31',
          weekdays: ['mon'],
          hours: { from: '08:00', until: '10:00' },
          minimumSpend: 5000,
          firstPurchase: true,
          birthday: 'day',
          tiers: ['gold'],
        },
        rounding: 'floor',
        cap: { perInvoice: 100, perDay: 200 },
      },
    ],
    multipliers: [
      { multiplierId: 'double', label: 'Double', times: 2, per: 1, rules: ['base'], when: { tiers: ['gold'] } },
    ],
    combineMultipliers: 'all',
    cap: { perInvoice: 500, perDay: 900 },
  },
  expiry: { kind: 'after', period: { unit: 'months', count: 12 }, roundTo: 'month-end' },
  redeem: {
    rate: { points: 1, money: 10 },
    minimum: 10,
    maximum: 1000,
    step: 10,
    shareOfInvoicePercent: 50,
    coverExactTotal: true,
    rewards: [{ rewardId: 'mug', plu: '17', name: 'Mug', points: 40, value: 20_000 }],
    holdMinutes: 15,
    otp: { abovePoints: 500 },
  },
  refund: { clawback: 'refuse', windowDays: 90, graceDays: 3 },
  adjusting: { requireReason: true, defaultComment: 'By staff' },
  plugins: { codes: { digits: 8, channels: ['sms'], minutes: 5 } },
} as const;

const leaves = pathsIn(full);
const found = placesOfErrors(leaves);

test('A program that says everything is one', () => {
  expect(() => createPointbook({ program: full, store: memoryStore(), plugins: [codes()] })).not.toThrow();
  expect(leaves.length).toBeGreaterThan(60);
});

test.each(leaves.map((path, index) => [pathText(path), index]))(
  'A wrong value of %s is told where it stands',
  (path, index) => {
    expect(found[index]).toEqual([path]);
  },
);

/** The paths of all values that hold no others. */
function pathsIn(value: unknown, above: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [above];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, each]) => pathsIn(each, [...above, key]));
}

/**
 * Compiles a call of `createPointbook` for each of the paths, with a wrong value there, and answers where its errors
 * are.
 */
function placesOfErrors(wrong: readonly Path[]): readonly (readonly string[])[] {
  const calls = wrong.map((path) => `createPointbook({ program: ${written(full, path)}, store, plugins: [codes()] });`);
  const text = [
    "import { createPointbook } from '@pointbook/core';",
    "import { codes } from '@pointbook/core/codes';",
    "import type { RecordStore } from '@pointbook/core/store';",
    'declare const store: RecordStore;',
    ...calls,
  ];
  const folder = join(cache, 'program-mistakes');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'calls.ts');
  writeFileSync(file, text.join('\n'));
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(
    { ...(config.config as object), include: [], files: [file] },
    ts.sys,
    root,
  );
  const program = ts.createProgram([file], options);
  const source = program.getSourceFile(file);
  if (source === undefined) throw new Error(`${file} could not be read.`);
  const places = calls.map((): string[] => []);
  for (const { start = 0 } of program.getSemanticDiagnostics(source)) {
    const { line } = source.getLineAndCharacterOfPosition(start);
    places[line - (text.length - calls.length)]?.push(pathText(pathAt(source, start)));
  }
  return places;
}

/** A value as a literal, with a regular expression, which is nothing that a program has, at a path. */
function written(value: unknown, wrong: Path | null): string {
  if (wrong?.length === 0) return '/wrong/';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = (key: string | number, each: unknown) => written(each, wrong?.[0] === key ? wrong.slice(1) : null);
  if (Array.isArray(value)) return `[${value.map((each, index) => inner(index, each)).join(', ')}]`;
  return `{ ${Object.entries(value)
    .map(([key, each]) => `${key}: ${inner(key, each)}`)
    .join(', ')} }`;
}

/** Where a position is in the program of its call. */
function pathAt(source: ts.SourceFile, position: number): Path {
  const path: (string | number)[] = [];
  const visit = (node: ts.Node): void => {
    if (position < node.getStart(source) || position >= node.end) return;
    if (ts.isPropertyAssignment(node)) path.push(node.name.getText(source));
    if (ts.isArrayLiteralExpression(node.parent)) path.push(node.parent.elements.indexOf(node as ts.Expression));
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return path.slice(1);
}

function pathText(path: Path): string {
  return path.join('.');
}
