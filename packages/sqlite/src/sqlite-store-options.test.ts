import { expect, test } from 'vitest';
import { sqliteStore } from './sqlite-store.ts';

test.each([
  [{ lockTimeoutMs: Number.NaN }, 'lockTimeoutMs'],
  [{ lockTimeoutMs: '5' }, 'lockTimeoutMs'],
  [{ lockTimeoutMs: -1 }, 'lockTimeoutMs'],
  [{ walAutocheckpoint: 0.5 }, 'walAutocheckpoint'],
  [{ migrate: 'no' }, 'migrate'],
  [{ synchronous: 'off' }, 'synchronous'],
  [{ driver: 'sqlite3' }, 'better-sqlite3, node:sqlite'],
  [{ prefix: 'shop_' }, 'no option "prefix"'],
])('the options %j are refused by name', (options, words) => {
  expect(() => sqliteStore(':memory:', options as object)).toThrow(words);
});
