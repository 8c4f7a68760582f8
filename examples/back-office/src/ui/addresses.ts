/** The address of a sale. */
export function saleAddress(invoiceId: string): string {
  return `/sales/${encodeURIComponent(invoiceId)}`;
}

/** The address of a customer. */
export function customerAddress(memberId: string): string {
  return `/customers/${encodeURIComponent(memberId)}`;
}
