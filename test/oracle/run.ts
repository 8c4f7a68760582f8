import { approvePayment, asOfNow, claimInvoice, recordPayment, saveInvoice } from './sales.ts';
import { reassignInvoice, reinstateInvoice, returnWithoutSale, reversePayment, undoRedemption } from './mistakes.ts';
import { refundInvoice, voidInvoice } from './refunds.ts';
import { type Answer, Refusal, type Shop } from './shop.ts';
import { adjustPoints, captureHold, holdPoints, redeemPoints, releaseHold } from './spending.ts';

/** All that the oracle answers. The names and the inputs are those of the ledger's verbs. */
export const verbs = {
  saveInvoice,
  recordPayment,
  approvePayment,
  refundInvoice,
  voidInvoice,
  claimInvoice,
  reassignInvoice,
  redeemPoints,
  holdPoints,
  captureHold,
  releaseHold,
  adjustPoints,
  reinstateInvoice,
  reversePayment,
  undoRedemption,
  returnWithoutSale,
};

/** A command to the shop. */
export type Command = {
  readonly [Verb in keyof typeof verbs]: { readonly verb: Verb; readonly input: Parameters<(typeof verbs)[Verb]>[1] };
}[keyof typeof verbs];

/** What the oracle says to a command. A refusal leaves the shop as it was. */
export function run(shop: Shop, { verb, input }: Command): { readonly shop: Shop; readonly answer: Answer } {
  const next = structuredClone(shop);
  next.count += 1;
  try {
    const does = verbs[verb] as (shop: Shop, input: never) => Answer;
    const answer = does(next, input as never);
    if ('refused' in answer || !answer.replayed || verb === 'saveInvoice') return { shop: next, answer };
    return { shop: next, answer: { ...answer, receipt: asOfNow(next, answer.receipt) } };
  } catch (error) {
    if (error instanceof Refusal) return { shop, answer: { refused: error.kind } };
    throw error;
  }
}
