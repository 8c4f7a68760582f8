import { expect } from 'vitest';
import { type Command, run, type verbs } from './run.ts';
import type { ShopRules } from './rules.ts';
import { balanceOf, enrol, openShop, type Receipt, type Shop } from './shop.ts';

/** When the stories begin: Monday, 2 March 2026, 10:00 in Jakarta. */
export const monday = Date.parse('2026-03-02T10:00:00+07:00');

type Verbs = typeof verbs;
type Input<Verb extends keyof Verbs> = Parameters<Verbs[Verb]>[1];

/** A shop that a test talks to, with Ayu and Budi as members. */
export interface Story {
  shop: Shop;
  /** The receipt; a refusal fails the test. */
  does<Verb extends keyof Verbs>(verb: Verb, input: Input<Verb>): Receipt;
  /** The kind of the refusal; a receipt fails the test. */
  refuses<Verb extends keyof Verbs>(verb: Verb, input: Input<Verb>): string;
  sells(total: number, more?: Partial<Input<'saveInvoice'>>): Receipt;
  edits(total: number, revision: number, more?: Partial<Input<'saveInvoice'>>): Receipt;
  refunds(refundId: string, what: Omit<Input<'refundInvoice'>, 'invoiceId' | 'refundId'>): Receipt;
  pays(paymentId: string, amount: number): Receipt;
  redeems(redemptionId: string, points: number, more?: { readonly invoiceId?: string }): Receipt;
  gives(points: number, more?: { readonly memberId?: string }): Receipt;
  /** The clock comes to a moment. */
  at(moment: string | number): Story;
  balance(memberId?: string): number;
  earnedInAll(invoiceId?: string): number;
}

/** A shop, and how a test tells what happened in it. Sales are to Ayu under the number S unless they say otherwise. */
export function story(rules: ShopRules): Story {
  let gifts = 0;
  const self: Story = {
    shop: openShop(rules, monday),
    does: (verb, input) => {
      const { shop, answer } = run(self.shop, { verb, input } as Command);
      if ('refused' in answer) return expect.fail(`refused: ${answer.refused}`);
      self.shop = shop;
      return answer.receipt;
    },
    refuses: (verb, input) => {
      const { answer } = run(self.shop, { verb, input } as Command);
      return 'refused' in answer ? answer.refused : expect.fail(`it was done: ${JSON.stringify(answer.receipt)}`);
    },
    sells: (total, more = {}) =>
      self.does('saveInvoice', { invoiceId: 'S', memberId: 'ayu', currency: 'EUR', total, ...more }),
    edits: (total, revision, more = {}) => self.sells(total, { revision, ...more }),
    refunds: (refundId, what) => self.does('refundInvoice', { invoiceId: 'S', refundId, ...what }),
    pays: (paymentId, amount) => self.does('recordPayment', { invoiceId: 'S', paymentId, currency: 'EUR', amount }),
    redeems: (redemptionId, points, more = {}) =>
      self.does('redeemPoints', { memberId: 'ayu', redemptionId, points, ...more }),
    gives: (points, more = {}) =>
      self.does('adjustPoints', {
        memberId: 'ayu',
        points,
        direction: 'add',
        idempotencyKey: `gift ${(gifts += 1)}`,
        ...more,
      }),
    at: (moment) => {
      self.shop = { ...self.shop, now: typeof moment === 'number' ? moment : Date.parse(moment) };
      return self;
    },
    balance: (memberId = 'ayu') => balanceOf(structuredClone(self.shop), memberId)?.balance ?? 0,
    earnedInAll: (invoiceId = 'S') => {
      const sale = self.shop.sales[invoiceId];
      return sale?.parties[sale.memberId ?? '']?.stands ?? 0;
    },
  };
  enrol(self.shop, 'ayu');
  enrol(self.shop, 'budi');
  return self;
}
