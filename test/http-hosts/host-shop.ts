import { storeError } from '@pointbook/core';
import { err, ok } from 'neverthrow';
import { shop } from '../http/shop.ts';

/** How many rows a report has that is read to its end, or breaks off there. */
export const rowCount = 20_000;

/**
 * A shop whose routes are below `/points`, with a report of many rows, one that breaks off, and one without an end;
 * another says how often the feed was read. It tells of each request that was answered, and of a reader who left.
 */
export function hostShop(tell: (event: string) => void) {
  const { pointbook, handler } = shop({
    basePath: '/points',
    limits: { bodyMs: 5_000 },
    events: { pollMs: 1 },
    log: ({ method, route, status, problem }) => tell(`${method} ${route} ${status} ${problem}`),
  });
  const { readFeed } = pointbook;
  let reads = 0;
  Object.assign(pointbook, { readFeed: (query: object) => ((reads += 1), readFeed(query)) });
  Object.assign(pointbook.reports, {
    status: async function* () {
      yield ok({ reads });
    },
    liability: async function* () {
      for (let row = 0; row < rowCount; row += 1) yield ok({ row });
    },
    opening: async function* () {
      for (let row = 0; row < rowCount; row += 1) yield ok({ row });
      yield err(storeError({ kind: 'store-locked', message: 'Try again.' }));
    },
    members: async function* () {
      try {
        for (let row = 0; ; row += 1) yield ok({ row, text: 'x'.repeat(100) });
      } finally {
        tell('the reader left');
      }
    },
  });
  return { pointbook, handler };
}
