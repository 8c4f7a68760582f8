import { expect } from 'vitest';
import type { Desk } from '../../support/shops/code-desk.ts';

/** Gives a code. */
export const confirm = (desk: Desk, challengeId: string, code: string) =>
  desk.ledger().codes.confirmRedemption({ challengeId, code });

export const redeemed = { state: 'redeemed', points: 100 };

/** Nothing of the ledger but attempts changes while this is done. */
export async function expectsNoSpending(desk: Desk, act: () => Promise<unknown>): Promise<void> {
  const { entries, members } = await desk.dump();
  await act();
  expect(await desk.dump()).toMatchObject({ entries, members });
}
