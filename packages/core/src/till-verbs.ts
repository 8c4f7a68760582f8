import { enrolMember } from './members/enrol-member.ts';
import { saveMember } from './members/save-member.ts';
import { updateMember } from './members/update-member.ts';
import { saveInvoice } from './sales/save-invoice.ts';
import { recordPayment } from './sales/record-payment.ts';
import { approvePayment } from './sales/approve-payment.ts';
import { refundInvoice } from './sales/refund-invoice.ts';
import { voidInvoice } from './sales/void-invoice.ts';
import { reinstateInvoice } from './sales/reinstate-invoice.ts';
import { reversePayment } from './sales/reverse-payment.ts';
import { reassignInvoice } from './sales/reassign-invoice.ts';
import { claimInvoice } from './sales/claim-invoice.ts';
import { adjustPoints } from './adjusting/adjust-points.ts';
import { setBalance } from './adjusting/set-balance.ts';
import { reverseEntry } from './adjusting/reverse-entry.ts';
import { redeemPoints } from './spending/redeem-points.ts';
import { holdPoints } from './spending/hold-points.ts';
import { captureHold } from './spending/capture-hold.ts';
import { releaseHold } from './spending/release-hold.ts';
import { expireDue } from './expiring/expire-due.ts';
import { findMembers } from './members/find-members.ts';
import { getMember } from './members/get-member.ts';
import { getInvoice } from './sales/get-invoice.ts';
import { quoteEarning } from './sales/quote-earning.ts';
import { quoteRedemption } from './spending/quote-redemption.ts';
import { findEntries } from './reading/find-entries.ts';
import { getBalance } from './reading/get-balance.ts';
import { getStatement } from './reading/get-statement.ts';
import { readFeed } from './reading/read-feed.ts';
import { verify } from './reading/verify.ts';

/** The verbs of a till that write. This is the only list of them. */
export const ledgerVerbs = {
  enrolMember,
  updateMember,
  saveMember,
  saveInvoice,
  recordPayment,
  approvePayment,
  refundInvoice,
  voidInvoice,
  reinstateInvoice,
  reversePayment,
  reassignInvoice,
  claimInvoice,
  adjustPoints,
  setBalance,
  reverseEntry,
  redeemPoints,
  holdPoints,
  captureHold,
  releaseHold,
};

/** The verbs that read, and those that take several commits: they run on the ledger itself, never inside a transaction. */
export const readingVerbs = {
  getMember,
  findMembers,
  getInvoice,
  getBalance,
  getStatement,
  findEntries,
  readFeed,
  expireDue,
  verify,
};

/** The verbs that compute from the program alone. */
export const quotingVerbs = { quoteEarning, quoteRedemption };
