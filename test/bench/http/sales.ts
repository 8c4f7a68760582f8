import { openTill } from '../shop.ts';

let tills = 0;

/** Requests that save sales, each another one. */
export function sales(): () => string {
  const till = openTill(`http-${++tills}`);
  return () => {
    const { invoiceId, ...sale } = till();
    const body = JSON.stringify(sale);
    return [
      `PUT /invoices/${invoiceId} HTTP/1.1`,
      'Host: localhost',
      'Authorization: Bearer till',
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      '',
      body,
    ].join('\r\n');
  };
}
