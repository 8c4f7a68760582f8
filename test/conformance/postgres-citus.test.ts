import { runConformance } from '@pointbook/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { runNodeRaces } from '../races/node-races.ts';
import { citusGround, wayOfCitus } from '../support/postgres/on-citus.ts';
import { postgresLedger } from '../support/postgres/postgres-ledger.ts';

const coordinator = process.env['POINTBOOK_CITUS_URL'];
const found = coordinator === undefined ? [] : [coordinator];
const skipped =
  coordinator === undefined
    ? ['skipped: POINTBOOK_CITUS_URL names no coordinator of Citus, and no package brings one']
    : [];

describe.each(found)('on Citus, each schema direct to its server', (url) => {
  const way = wayOfCitus(url);
  afterAll(async () => way.pool.end());
  runConformance({ describe, test }, (needs) => postgresLedger(needs, way));
  runNodeRaces(() => citusGround(way));
});

test.each(skipped)('%s', () => {
  expect(found).toEqual([]);
});
