import { codes, type Notifier } from '@pointbook/core/codes';
import type { FakeClock } from '@pointbook/testing';
import type { CodesPointbook } from '../shops/post-office.ts';
import type { ResultAsync } from 'neverthrow';
import { valueOf } from '../value-of.ts';

/** What a ledger of the tour needs for codes; `code` is the last one that went out. */
export function codesOfTour() {
  let last = '';
  const notifiers: readonly Notifier[] = (['sms', 'email'] as const).map((channel) => ({
    channel,
    send: async ({ data }) => {
      if ('code' in data) last = data.code;
      return channel === 'sms'
        ? { status: 'sent', providerId: null }
        : { status: 'rejected', reason: 'destination', message: 'No such mailbox.' };
    },
  }));
  const plugins = [codes({ notifiers, secret: 'a secret of the tour, long enough' })] as const;
  return { options: { plugins }, code: () => last };
}

const staff = { actor: 'ann', reason: 'showed an id card' };

/** Calls every verb of codes, for two members who have points and an address. */
export async function tourOfCodeVerbs(
  pointbook: CodesPointbook,
  clock: FakeClock,
  code: () => string,
  [ayu, budi]: readonly [string, string],
): Promise<void> {
  const asked = valueOf(
    await pointbook.codes.requestRedemption({ memberId: ayu, redemptionId: 'RC-1', points: 5, channel: 'sms' }),
  );
  const { challengeId } = asked;
  const wrong = code() === '000000' ? '000001' : '000000';
  await fails(pointbook.codes.confirmRedemption({ challengeId, code: wrong }), 'wrong-code');
  await fails(pointbook.codes.resendCode({ challengeId }), 'too-many-codes');
  clock.advance(60_000);
  await fails(pointbook.codes.resendCode({ challengeId, channel: 'email' }), 'code-not-sent');
  valueOf(await pointbook.codes.resendCode({ challengeId, channel: 'sms' }));
  valueOf(await pointbook.codes.confirmRedemption({ challengeId, code: code() }));
  valueOf(await pointbook.codes.unlockMember({ memberId: ayu, ...staff, idempotencyKey: 'unlock' }));
  clock.advance(600_000);

  const onInvoice = { memberId: ayu, redemptionId: 'RC-2', points: 5, invoiceId: 'INV-1' };
  const paying = valueOf(await pointbook.codes.requestRedemption(onInvoice));
  valueOf(await pointbook.codes.confirmRedemption({ challengeId: paying.challengeId, code: code() }));
  clock.advance(60_000);
  const unwanted = valueOf(await pointbook.codes.requestRedemption({ memberId: ayu, redemptionId: 'RC-3', points: 5 }));
  valueOf(await pointbook.codes.cancelRedemption({ challengeId: unwanted.challengeId, actor: 'ann' }));
  clock.advance(600_000);
  const outdated = valueOf(await pointbook.codes.requestRedemption({ memberId: ayu, redemptionId: 'RC-4', points: 5 }));
  valueOf(await pointbook.updateMember({ memberId: ayu, changes: { phone: '+628123456777' } }));
  await fails(
    pointbook.codes.confirmRedemption({ challengeId: outdated.challengeId, code: code() }),
    'challenge-closed',
  );
  valueOf(await pointbook.codes.notifyMember({ memberId: ayu, sequence: 1, channel: 'sms' }));

  const gift = { memberId: budi, points: 9, direction: 'add', ...staff, idempotencyKey: 'gift' } as const;
  valueOf(await pointbook.adjustPoints(gift));
  const { forMembers } = pointbook.codes;
  const phones = ['+628123456777', '+628123456780', '+628999999999'];
  const requests = phones.map(async (phone) =>
    forMembers.requestRedemption({ phone, redemptionId: 'RC-5', points: 1 }),
  );
  for (const request of await Promise.all(requests)) await valueOf(request).delivery;
  await fails(forMembers.confirmRedemption({ challengeId: 'none', code: wrong }), 'code-not-accepted');
  valueOf(await forMembers.resendCode({ challengeId: 'none' }));
  clock.advance(600_000);
  // Several of a kind, of several members, in one batch.
  const both = [ayu, budi].map(async (memberId) =>
    pointbook.codes.requestRedemption({ memberId, redemptionId: 'RC-6', points: 1 }),
  );
  const ids = (await Promise.all(both)).map((each) => valueOf(each).challengeId);
  await Promise.all(
    ids.map(async (id) => fails(pointbook.codes.confirmRedemption({ challengeId: id, code: wrong }), 'wrong-code')),
  );
  await Promise.all(ids.map(async (id) => valueOf(await pointbook.codes.cancelRedemption({ challengeId: id }))));
}

async function fails<Failure extends { readonly kind: string; readonly message: string }>(
  answer: ResultAsync<unknown, Failure>,
  kind: Failure['kind'],
): Promise<void> {
  const result = await answer;
  if (result.isOk()) throw new Error(`It did not fail: ${kind}`);
  if (result.error.kind !== kind) throw new Error(`It failed otherwise than with ${kind}: ${result.error.message}`);
}
