import { createPointbook } from '@pointbook/core';
import { fakeClock } from '@pointbook/testing';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { whatItDid } from '../support/specification/what-it-did.ts';
import { wrong } from '../support/shops/code-desk.ts';
import { codeIn, postOffice } from '../support/shops/post-office.ts';
import { type PostgresServer, startPostgres } from '../support/postgres/postgres-server.ts';
import { openProxy, places } from './postgres-proxy.ts';
import { good, members, openShop } from './postgres-shop.ts';
import { program } from './unharmed-ledger.ts';
import { errorOf } from '../support/value-of.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres({ durable: false });
});
afterAll(async () => server.stop());

/** A shop behind a way that can be cut, where a code goes to each member. */
async function openDesk() {
  const proxy = await openProxy(server.url, onTestFinished);
  const shop = await openShop(server.url, onTestFinished, { target: proxy.url });
  const { equipment, outbox } = postOffice();
  const clock = fakeClock(Date.now());
  const ledger = createPointbook({
    ...equipment,
    program,
    store: shop.store,
    clock,
  });
  const addressOf = (memberId: string) => `${memberId.toLowerCase()}@example.com`;
  for (const memberId of members)
    await good(ledger.updateMember({ memberId, changes: { email: addressOf(memberId) } }));
  const codeOf = (memberId: string) => codeIn(outbox.findLast(({ to }) => to === addressOf(memberId)));
  return {
    shop,
    ledger,
    clock,
    outbox,
    codeOf,
    /** Asks for a code for every member at once. */
    askAll: async (redemptionId = 'R') =>
      Promise.all(
        members.map(async (memberId) => {
          const { challengeId, sent } = await good(
            ledger.codes.requestRedemption({ memberId, redemptionId, points: 7 }),
          );
          return { memberId, challengeId, sent };
        }),
      ),
    /** Does something while the connection is cut, once. */
    cutAt: async <T>(place: keyof typeof places, forward: boolean, work: () => Promise<T>): Promise<T> => {
      const faults = proxy.faults();
      proxy.arm({ at: places[place](), forward, how: 'cut' });
      const done = await work();
      expect(proxy.faults()).toBe(faults + 1);
      return done;
    },
  };
}

describe.each([
  ['COMMIT', false],
  ['COMMIT', true],
  ['load', false],
  ['codes', true],
] as const)('the connection is cut at %s (which gets to the server: %s)', (place, forward) => {
  test('[27] codes of many are each used once, with their entry, and all get their receipts', async () => {
    const { shop, ledger, codeOf, askAll, cutAt } = await openDesk();
    const asked = await askAll();
    const confirmAll = async () =>
      Promise.all(
        asked.map(async ({ memberId, challengeId }) =>
          good(ledger.codes.confirmRedemption({ challengeId, code: codeOf(memberId) })),
        ),
      );
    const receipts = await cutAt(place, forward, confirmAll);
    expect(receipts.map(({ state, balance }) => [state, balance.balance])).toEqual(
      members.map(() => ['redeemed', 993]),
    );
    expect((await confirmAll()).map(whatItDid)).toEqual(receipts.map(whatItDid));
    const { challenges, entries } = await shop.soundDump();
    expect(challenges.map(({ state }) => state)).toEqual(members.map(() => 'used'));
    expect(entries).toHaveLength(3 * members.length);
  });

  test('[27] wrong codes are counted in the challenge and in both budgets alike, and not fewer than were given', async () => {
    const { shop, ledger, codeOf, askAll, cutAt } = await openDesk();
    const asked = await askAll();
    const kinds = await cutAt(place, forward, async () =>
      Promise.all(
        asked.map(async ({ memberId, challengeId }) => {
          const outcome = await ledger.codes.confirmRedemption({ challengeId, code: wrong(codeOf(memberId)) });
          return errorOf(outcome).kind;
        }),
      ),
    );
    expect(kinds).toEqual(members.map(() => 'wrong-code'));
    const { challenges, budgets } = await shop.soundDump();
    // What was committed before its answer was lost is asked for again, and not counted again.
    expect(challenges.map(({ attempts }) => attempts)).toEqual(members.map(() => 1));
    expect(budgets.map(({ failures }) => failures.length)).toEqual(members.flatMap(() => [1, 1]));
  });

  test('requests and codes sent again go out once each, and the last one is good', async () => {
    const { shop, ledger, clock, outbox, codeOf, askAll, cutAt } = await openDesk();
    const asked = await cutAt(place, forward, askAll);
    expect(asked.map(({ sent }) => sent)).toEqual(members.map(() => ({ providerId: null })));
    expect(outbox).toHaveLength(members.length);
    clock.advance(60_000);
    await cutAt(place, forward, async () =>
      Promise.all(asked.map(async ({ challengeId }) => good(ledger.codes.resendCode({ challengeId })))),
    );
    expect(outbox).toHaveLength(2 * members.length);
    for (const { memberId, challengeId } of asked)
      await good(ledger.codes.confirmRedemption({ challengeId, code: codeOf(memberId) }));
    const { challenges } = await shop.soundDump();
    expect(challenges.map(({ codes, state }) => [codes, state])).toEqual(members.map(() => [2, 'used']));
  });
});

describe('the database refuses a row', () => {
  const refusals = ['challenge', 'code-budget'].flatMap((kind) => [
    [kind, 'INSERT'] as const,
    [kind, 'UPDATE'] as const,
  ]);

  test.each(refusals)('of %s, at %s: nothing of the commit is there, and the error says so', async (kind, event) => {
    const { shop, ledger, outbox, clock, codeOf, askAll } = await openDesk();
    const [first] = event === 'UPDATE' ? await askAll() : [];
    const before = await shop.soundDump();
    await shop.pool.query(`CREATE FUNCTION "${shop.schema}".no() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN
        IF NEW.kind = (SELECT word FROM "${shop.schema}".words WHERE name = '${kind}')
        THEN RAISE EXCEPTION 'no' USING ERRCODE = 'check_violation'; END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER no BEFORE ${event} ON "${shop.schema}".records FOR EACH ROW EXECUTE FUNCTION "${shop.schema}".no()`);
    const messages = outbox.length;
    clock.advance(60_000);
    const { challengeId = '', memberId = 'A' } = first ?? {};
    const calls =
      event === 'INSERT'
        ? [ledger.codes.requestRedemption({ memberId, redemptionId: 'R2', points: 1 })]
        : [
            ledger.codes.resendCode({ challengeId }),
            ledger.codes.confirmRedemption({ challengeId, code: wrong(codeOf(memberId)) }),
            ...(kind === 'challenge' ? [ledger.codes.confirmRedemption({ challengeId, code: codeOf(memberId) })] : []),
          ];
    for (const outcome of await Promise.all(calls))
      expect(errorOf(outcome)).toMatchObject({ kind: 'store-rejected', written: 'no', retryable: false });
    expect(outbox).toHaveLength(messages);
    expect(await shop.soundDump()).toEqual(before);
  });
});
