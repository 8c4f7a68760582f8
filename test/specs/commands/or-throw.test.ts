import { createPointbook, storeError } from '@pointbook/core';
import { isPointbookError, orThrow, PointbookError } from '@pointbook/core/errors';
import { memoryStore } from '@pointbook/memory';
import { err, errAsync, ok, okAsync, ResultAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { warung } from '../../support/shops/warung.ts';

const pointbook = createPointbook({ program: warung(), store: memoryStore() });

async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (thrown) {
    return thrown;
  }
  throw new Error('Nothing was thrown.');
}

describe('A host that prefers exceptions', () => {
  test('gets the value', async () => {
    expect(await orThrow(okAsync(7))).toBe(7);
    expect(orThrow(ok(7))).toBe(7);
    expect(await orThrow(pointbook.enrolMember({ memberId: 'C-1' }))).toMatchObject({ version: 1 });
  });

  test('gets what went wrong as an exception, with all that the verb says of it', async () => {
    const thrown = await thrownBy(async () => orThrow(pointbook.getMember({ memberId: 'C-9' })));
    expect(isPointbookError(thrown)).toBe(true);
    expect(thrown).toMatchObject({
      name: 'PointbookError',
      kind: 'unknown-member',
      message: 'No member has the id "C-9"; enrol the customer first.',
      failure: { kind: 'unknown-member', memberId: 'C-9' },
    });
  });

  test('sees the call of its own in the stack, first of all, however much later the answer came', async () => {
    function sellTheBread() {
      return orThrow(pointbook.voidInvoice({ invoiceId: 'INV-9', refundId: 'V-1' }));
    }
    const selling = sellTheBread();
    const { stack = '' } = (await thrownBy(async () => selling)) as Error;
    const [head, first] = stack.split('\n');
    expect(head).toBe('PointbookError: No invoice "INV-9" was saved; save it first.');
    expect(first).toMatch(/at sellTheBread \(.*or-throw\.test\.ts(\?\S+)?:\d+:\d+\)/);
    expect(stack).not.toMatch(/or-throw\.ts:/);
  });

  test('sees it for answers that are there at once, too', async () => {
    function quoteTheBread() {
      return orThrow(pointbook.quoteEarning({ currency: 'USD', total: 1, soldAt: '2026-12-31T10:00:00Z' }));
    }
    const { stack = '' } = (await thrownBy(quoteTheBread)) as Error;
    expect(stack.split('\n')[1]).toMatch(/at quoteTheBread \(.*or-throw\.test\.ts(\?\S+)?:\d+:\d+\)/);
  });

  test('finds the error of the driver as the cause', async () => {
    const cause = new Error('disk I/O error');
    const failure = storeError({ kind: 'store-unavailable', message: 'The disk is gone.', cause });
    expect(await thrownBy(async () => orThrow(errAsync(failure)))).toMatchObject({ cause, failure });
    expect(await thrownBy(() => orThrow(err({ kind: 'own', message: 'Mine.' })))).not.toHaveProperty('cause');
  });

  test('is told what it gave, where that is no result', async () => {
    for (const [given, named] of [
      [undefined, 'undefined'],
      [pointbook.expireDue, 'a function'],
      [{ earned: 3 }, 'an object'],
      [Promise.resolve(7), '7'],
    ] as const) {
      const thrown = await thrownBy(async () => orThrow(given as never));
      expect(thrown).toMatchObject({ name: 'TypeError' });
      expect((thrown as Error).message).toMatch(new RegExp(`needs what a verb answers.*, not ${named}\\.$`));
    }
  });

  test('gets an error that is no result as it was thrown', async () => {
    const broken = new ResultAsync<never, never>(Promise.reject(new TypeError('A mistake in the host.')));
    const thrown = await thrownBy(async () => orThrow(broken));
    expect(thrown).toBeInstanceOf(TypeError);
    expect(isPointbookError(thrown)).toBe(false);
  });

  test('tells it from other things that are thrown by its shape', () => {
    const failure = { kind: 'unknown-member', message: 'No member.', memberId: null } as const;
    expect(isPointbookError(new PointbookError(failure))).toBe(true);
    expect(isPointbookError({ name: 'PointbookError' })).toBe(true);
    for (const other of [null, undefined, 'PointbookError', 7, {}, new Error('no')]) {
      expect(isPointbookError(other)).toBe(false);
    }
  });
});
