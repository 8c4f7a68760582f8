/** The address of a sale. */
export function saleAddress(invoiceId: string): string {
  return `/sales/${encodeURIComponent(invoiceId)}`;
}

/** The address of a sale at the till: it waits for a code, or there is its receipt. */
export function tillAddress(invoiceId: string): string {
  return `/till/${encodeURIComponent(invoiceId)}`;
}

/** The address of a customer. */
export function customerAddress(memberId: string): string {
  return `/customers/${encodeURIComponent(memberId)}`;
}

/** The address of a job. */
export function jobAddress(jobId: string): string {
  return `/jobs/${encodeURIComponent(jobId)}`;
}

/** The address of a file that is to be imported. */
export function fileAddress(fileId: string): string {
  return `/imports/${encodeURIComponent(fileId)}`;
}
