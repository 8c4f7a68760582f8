/** A receipt without what it says of how things stand: that is as of the answer. What the command did is left. */
export function whatItDid(receipt: unknown): unknown {
  if (typeof receipt !== 'object' || receipt === null) return receipt;
  const ofSale =
    'invoiceId' in receipt ? ['state', 'memberId', 'revision', 'earnedInAll', 'withheld', 'leftToPay'] : [];
  // What is due back after a refund is what the refund did.
  const ofPayment = 'paymentId' in receipt ? ['due'] : [];
  const ofHold = 'deadline' in receipt && receipt.deadline !== null ? ['state'] : [];
  const standing = ['replayed', 'balance', ...ofSale, ...ofPayment, ...ofHold];
  return Object.fromEntries(Object.entries(receipt).filter(([field]) => !standing.includes(field)));
}
