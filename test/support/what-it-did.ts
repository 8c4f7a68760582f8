/** A receipt without what it says of how things stand: that is as of the answer. What the command did is left. */
export function whatItDid(receipt: unknown): unknown {
  if (typeof receipt !== 'object' || receipt === null) return receipt;
  const ofSale = 'invoiceId' in receipt ? ['state', 'memberId', 'revision', 'earnedInAll', 'withheld'] : [];
  const standing = ['replayed', 'balance', ...ofSale];
  return Object.fromEntries(Object.entries(receipt).filter(([field]) => !standing.includes(field)));
}
