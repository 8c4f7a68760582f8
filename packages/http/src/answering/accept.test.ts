import { expect, test } from 'vitest';
import { preferred } from './accept.ts';

const offered = ['application/json', 'application/x-ndjson', 'text/csv'];

test.each([
  [null, 'application/json'],
  ['', 'application/json'],
  ['*/*', 'application/json'],
  ['text/csv', 'text/csv'],
  ['TEXT/CSV', 'text/csv'],
  ['text/*', 'text/csv'],
  ['application/x-ndjson, application/json', 'application/json'],
  ['application/x-ndjson;q=0.9, application/json;q=0.8', 'application/x-ndjson'],
  ['application/json;q=0, */*;q=0.1', 'application/x-ndjson'],
  ['application/*;q=0, text/*', 'text/csv'],
  ['text/csv; charset=utf-8; q=1', 'text/csv'],
  ['text/html', null],
  ['application/json;q=0', null],
  ['application/json;q=', null],
  ['nonsense', null],
])('who accepts %s is given %s', (accept, type) => {
  expect(preferred(accept, offered)).toBe(type);
});
