import { createPointbook } from '@pointbook/core';
import { codes, type ConfirmRedemptionFailure, type Notifier } from '@pointbook/core/codes';
import { memoryStore } from '@pointbook/memory';

/** What may be done with a code that was sent. */
export type Tried =
  | { readonly state: 'spent'; readonly points: number; readonly value: number }
  /** Another code may be right. */
  | { readonly state: 'wrong'; readonly message: string }
  /** No code will be right any more. */
  | { readonly state: 'over'; readonly message: string };

/** A till where points are spent with a code. */
export function openTill(notifier: Notifier, secret: string) {
  const pointbook = createPointbook({
    program: {
      programId: 'corner-shop',
      name: 'Corner Shop',
      timeZone: 'Europe/London',
      currency: 'GBP',
      earn: { rules: [{ ruleId: 'spend', earn: { per: 'amount', points: 1, of: 10 } }] },
      redeem: { rate: { points: 1, money: 1 }, otp: 'always' },
      plugins: { codes: { channels: ['email'] } },
    },
    store: memoryStore(),
    plugins: [codes({ secret, notifiers: [notifier] })],
  });

  return {
    pointbook,

    /** Writes a sale; answers with the points earned. */
    sell: async (customer: string, invoiceId: string, total: number): Promise<number> => {
      const saved = await pointbook.saveInvoice({ invoiceId, memberId: customer, currency: 'GBP', total });
      if (saved.isErr()) throw new Error(saved.error.message);
      return saved.value.earned;
    },

    /** Holds points for a sale, and has the customer sent a code. */
    request: async (customer: string, invoiceId: string, points: number) => {
      const redemptionId = `${invoiceId}-points`;
      const asked = await pointbook.codes.requestRedemption({ memberId: customer, redemptionId, points, invoiceId });
      if (asked.isErr()) throw new Error(asked.error.message);
      return asked.value;
    },

    /** Spends the points, when the code is the one that was sent. */
    confirm: async (challengeId: string, code: string): Promise<Tried> => {
      const spent = await pointbook.codes.confirmRedemption({ challengeId, code });
      if (spent.isOk()) return { state: 'spent', points: spent.value.points, value: spent.value.value };
      const { error } = spent;
      const message = forCashier(error);
      // `invalid-command` is a code that is not made of digits, or of too few: it was not counted.
      const mayTryAgain = error.kind === 'wrong-code' ? error.attemptsLeft > 0 : error.kind === 'invalid-command';
      return { state: mayTryAgain ? 'wrong' : 'over', message };
    },

    /** Gives the held points back. */
    cancel: async (challengeId: string): Promise<void> => {
      const cancelled = await pointbook.codes.cancelRedemption({ challengeId });
      if (cancelled.isErr()) throw new Error(cancelled.error.message);
    },

    /** What the customer has, and what of it may be spent. */
    balanceOf: async (customer: string) => {
      const member = await pointbook.getMember({ memberId: customer });
      if (member.isErr()) throw new Error(member.error.message);
      return member.value.balance;
    },
  };
}

/** What the screen says: an error's own message is for who reads the log. */
function forCashier(error: ConfirmRedemptionFailure): string {
  switch (error.kind) {
    case 'invalid-command':
      return 'A code has 6 digits.';
    case 'wrong-code':
      return `This is not the code; ${attempts(error.attemptsLeft)} left.`;
    case 'code-expired':
      return 'The time of this code is over.';
    default:
      return error.message;
  }
}

function attempts(left: number): string {
  if (left === 0) return 'no attempt is';
  return left === 1 ? '1 attempt is' : `${left} attempts are`;
}

/** A till with its ledger. */
export type Till = ReturnType<typeof openTill>;
