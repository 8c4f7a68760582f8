import { describe, expect, test } from 'vitest';
import {
  ayusEmail,
  ayusPhone,
  type Desk,
  type DeskOptions,
  minute,
  openDesk,
  rejected,
  secret,
  unavailable,
  wrong,
} from '../../support/shops/code-desk.ts';
import { ayu } from '../../support/specification/specification.ts';

type Failure = { readonly kind: string; readonly message: string };
type Redeem = Parameters<typeof openDesk>[0];

interface Story {
  /** Brings the failure about. */
  readonly fail: (desk: Desk) => Promise<{ readonly error?: Failure } | object>;
  readonly redeem?: Redeem;
  readonly options?: DeskOptions;
  /** What the message says to do. */
  readonly hint: RegExp;
}

const challengeOf = async (desk: Desk) => (await desk.asked()).challengeId;
const confirm = async (desk: Desk, challengeId: string, code: string) =>
  desk.ledger().codes.confirmRedemption({ challengeId, code });

async function guess(desk: Desk, times: number) {
  const challengeId = await challengeOf(desk);
  let last: object = {};
  for (let time = 0; time < times; time += 1) last = await confirm(desk, challengeId, wrong(desk.code()));
  return last;
}

/** How each error of codes comes about. */
const stories: Readonly<Record<string, Story>> = {
  'code-required': {
    fail: async (desk) => desk.ledger().redeemPoints({ memberId: ayu, redemptionId: 'RD-1', points: 5 }),
    hint: /requestRedemption sends one, confirmRedemption takes it/u,
  },
  'no-otp-secret': {
    fail: async (desk) => desk.request(),
    options: { withoutSecret: true },
    hint: /give the plugin one, as in codes\(\{ secret \}\)/u,
  },
  'no-notifier': {
    fail: async (desk) => desk.request(),
    options: { served: [] },
    hint: /whatsapp, sms, email: give the plugin one, as in codes\(\{ notifiers \}\)/u,
  },
  'channel-not-allowed': {
    fail: async (desk) => desk.request({ channel: 'sms' }),
    redeem: { codes: { channels: ['email', 'whatsapp'] } },
    hint: /only over email, whatsapp/u,
  },
  'no-destination': {
    fail: async (desk) => {
      await desk.ledger().updateMember({ memberId: ayu, changes: { phone: null, email: null } });
      return desk.request();
    },
    hint: /complete the profile with updateMember/u,
  },
  'no-destination that is verified': {
    fail: async (desk) => desk.request(),
    redeem: { codes: { requireVerified: true } },
    hint: /no verified address for .* updateMember/u,
  },
  'too-many-codes': {
    fail: async (desk) => desk.ledger().codes.resendCode({ challengeId: await challengeOf(desk) }),
    hint: /too recently; the next one may be sent at 2026-03-02T03:01:00\.000Z/u,
  },
  'too-many-codes within the window': {
    fail: async (desk) => {
      const challengeId = await challengeOf(desk);
      desk.clock.advance(minute);
      return desk.ledger().codes.resendCode({ challengeId });
    },
    redeem: { codes: { sends: 1 } },
    hint: /too often; the next one may be sent at 2026-03-02T03:10:00\.000Z/u,
  },
  'member-locked': {
    fail: async (desk) => guess(desk, 2),
    redeem: { codes: { failures: 1 } },
    hint: /"ayu": locked until 2026-03-03T03:00:00\.000Z; staff can unlockMember/u,
  },
  'unknown-challenge': {
    fail: async (desk) => confirm(desk, 'RD-1', '123456'),
    hint: /"RD-1"; the receipt of requestRedemption has the id/u,
  },
  'challenge-closed as used': {
    fail: async (desk) => {
      const { challengeId, code } = await desk.asked();
      await confirm(desk, challengeId, code);
      return desk.ledger().codes.cancelRedemption({ challengeId });
    },
    hint: /used already/u,
  },
  'challenge-closed as cancelled': {
    fail: async (desk) => {
      const { challengeId, code } = await desk.asked();
      await desk.ledger().codes.cancelRedemption({ challengeId });
      return confirm(desk, challengeId, code);
    },
    hint: /request another/u,
  },
  'challenge-closed as void': {
    fail: async (desk) => {
      const { challengeId, code } = await desk.asked();
      await desk.ledger().updateMember({ memberId: ayu, changes: { phone: null } });
      return confirm(desk, challengeId, code);
    },
    hint: /cancel the redemption and request another/u,
  },
  'challenge-closed as lapsed': {
    fail: async (desk) => {
      const { challengeId, code } = await desk.asked();
      desk.clock.advance(15 * minute);
      return confirm(desk, challengeId, code);
    },
    hint: /request another redemption/u,
  },
  'wrong-code': { fail: async (desk) => guess(desk, 1), hint: /4 attempts are left/u },
  'wrong-code with one more': { fail: async (desk) => guess(desk, 4), hint: /1 attempt is left/u },
  'wrong-code with none': { fail: async (desk) => guess(desk, 5), hint: /0 attempts are left: cancel the redemption/u },
  'invalid-command for a language': {
    fail: async (desk) => desk.request({ locale: 'id_ID' }),
    hint: /locale must be a BCP 47 tag/u,
  },
  'code-superseded': {
    fail: async (desk) => {
      const { challengeId, code } = await desk.asked();
      desk.clock.advance(minute);
      await desk.ledger().codes.resendCode({ challengeId });
      return confirm(desk, challengeId, code);
    },
    hint: /give the code of the last message\. The attempt does not count/u,
  },
  'code-locked': { fail: async (desk) => guess(desk, 6), hint: /cancel the redemption and request another/u },
  'code-expired': {
    fail: async (desk) => {
      const { challengeId, code } = await desk.asked();
      desk.clock.advance(5 * minute);
      return confirm(desk, challengeId, code);
    },
    hint: /until 2026-03-02T03:05:00\.000Z; resendCode sends another/u,
  },
  'code-not-sent': {
    fail: async (desk) => {
      desk.answerWith(rejected);
      return desk.request();
    },
    hint: /over whatsapp: No such number\. Call resendCode over another channel, or cancelRedemption/u,
  },
  'code-not-sent for now': {
    fail: async (desk) => {
      desk.answerWith(unavailable);
      return desk.request();
    },
    hint: /over whatsapp: Busy\. Call resendCode from 2026-03-02T03:01:00\.000Z on, or cancelRedemption/u,
  },
  'code-not-accepted': {
    fail: async (desk) => desk.ledger().codes.forMembers.confirmRedemption({ challengeId: 'x', code: '123456' }),
    hint: /ask for another one/u,
  },
  'nothing-to-tell': {
    fail: async (desk) => {
      await desk.request();
      return desk.ledger().codes.notifyMember({ memberId: ayu, sequence: 2 });
    },
    hint: /neither earned nor adjusted/u,
  },
  'message-not-sent': {
    fail: async (desk) => {
      desk.answerWith(rejected);
      return desk.ledger().codes.notifyMember({ memberId: ayu, sequence: 1 });
    },
    hint: /over whatsapp: No such number/u,
  },
};

describe('An error of codes', () => {
  for (const [name, { fail, redeem, options, hint }] of Object.entries(stories)) {
    test(`has a name, and a sentence that says what to do: ${name}`, async () => {
      const desk = await openDesk(redeem, options);
      const { error } = (await fail(desk)) as { readonly error?: Failure };
      expect(error?.kind).toBe(name.split(' ')[0]);
      expect(error?.message).toMatch(/^\S.{15,240}[.]$/u);
      expect(error?.message).toMatch(hint);
      expect(error?.message).not.toMatch(/undefined|null|NaN|\[object|\n|\.\./u);
      const codes = desk.sent.flatMap(({ message: { data } }) => ('code' in data ? [data.code, wrong(data.code)] : []));
      for (const hidden of [...codes, ayusPhone.slice(1), ayusEmail, secret])
        expect(JSON.stringify(error)).not.toContain(hidden);
    });
  }
});
