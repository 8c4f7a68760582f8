/** A receipt but for `replayed`, which says whether it is the first answer to its command. */
export function butForReplayed(receipt: unknown): unknown {
  if (typeof receipt !== 'object' || receipt === null) return receipt;
  const { replayed: _replayed, ...rest } = receipt as { readonly replayed?: boolean };
  return rest;
}
