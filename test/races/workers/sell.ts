// Sells without end, to customers of its own and to some that all sell to, and tells the parent of each sale that was
// acknowledged.
import { fileFromParent, openLedger, tell } from './ledger.ts';

const ledger = openLedger(fileFromParent());
for (let number = 1; ; number += 1) {
  const memberId = number % 2 === 0 ? 'everyone' : `only ${process.pid}`;
  if (number <= 2) await ledger.enrolMember({ memberId });
  const invoiceId = `${process.pid}-${number}`;
  const saved = await ledger.saveInvoice({ invoiceId, memberId, currency: 'EUR', total: 1 });
  if (saved.isErr()) throw new Error(saved.error.message);
  tell(number);
}
