import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { type PostgresServer, startPostgres } from '../../../test/support/postgres/postgres-server.ts';
import { openDirectory } from './directory.ts';
import { openMerchants, schemaOf } from './merchants.ts';
import { moveMerchant } from './move.ts';
import { connectTo } from './servers.ts';
import { tellStory } from './story.ts';

let second: PostgresServer;
let urls: { readonly one: string; readonly two: string };
beforeAll(async () => {
  second = await startPostgres({ durable: false, disposable: true });
  urls = { one: inject('databaseUrl'), two: second.url };
});
afterAll(async () => second.stop());

describe('a merchant who is moved between servers while tills sell', () => {
  test('has every sale once, and who follows the feed is told each entry once and in order', async () => {
    const lines: string[] = [];
    const sales = 60;
    const { places, told, clear } = await tellStory({ urls, sales, print: (line) => lines.push(line) });
    onTestFinished(clear);
    expect(places).toEqual(['two', 'one', 'two']);
    for (const changes of told.values()) {
      expect(changes.toSorted()).toEqual(
        ['M0', 'M1', 'M2', 'M3']
          .flatMap((member) => Array.from({ length: sales }, (_, index) => `${member} ${index + 1}: 5`))
          .toSorted(),
      );
      for (const member of ['M0', 'M1', 'M2', 'M3'])
        expect(changes.filter((change) => change.startsWith(member))).toEqual(
          Array.from({ length: sales }, (_, index) => `${member} ${index + 1}: 5`),
        );
    }
    expect(lines.slice(-2)).toEqual([
      'warung-ayu: 240 entries, 0 mistakes; 240 were followed.',
      'kopi-budi: 240 entries, 0 mistakes; 240 were followed.',
    ]);
  });

  test('is where they were when the move fails, and nothing of the copy stays', async () => {
    const servers = connectTo(urls);
    const [one] = [...servers.values()] as [pg.Pool];
    const directory = await openDirectory(one);
    const merchants = openMerchants(servers, directory);
    const programId = `shop-${randomBytes(4).toString('hex')}`;
    const schema = schemaOf(programId);
    onTestFinished(async () => {
      await merchants.close();
      await one.query(`DROP SCHEMA ${schema} CASCADE; DROP TABLE merchants`);
      for (const pool of servers.values()) await pool.end();
    });
    await directory.put(programId, 'one');
    (await merchants.ask(programId, (pointbook) => pointbook.enrolMember({ memberId: 'M' })))._unsafeUnwrap();
    // A copy that `verify` finds fault with: somebody has changed the balance by hand.
    await one.query(`UPDATE ${schema}.accounts SET balance = 7, lot_points = 7`);
    await expect(moveMerchant(servers, directory, programId, 'two')).rejects.toThrow('The copy has');
    expect(await directory.serverOf(programId)).toBe('one');
    const left = 'SELECT to_regnamespace($1) IS NOT NULL OR to_regnamespace($2) IS NOT NULL AS there';
    const there = [...servers.values()].map(async (pool) => pool.query(left, [schema, `${schema}_copy`]));
    expect((await Promise.all(there)).map(({ rows }) => rows[0]?.there)).toEqual([true, false]);
    await one.query(`UPDATE ${schema}.accounts SET balance = 0, lot_points = 0`);
    const sold = { invoiceId: 'one', memberId: 'M', currency: 'IDR', total: 9000 };
    expect((await merchants.ask(programId, (p) => p.saveInvoice(sold)))._unsafeUnwrap().earned).toBe(9);
  });
});
