// Which verbs a role may name. It is compiled, never run.
import type { OwnVerbName, Roles } from '@pointbook/http';

/** A role names verbs of the ledger, and of plugins by the plugin's name. */
export const roles: Roles = {
  till: ['saveInvoice', 'codes.forMembers.resendCode', 'stock.setStock'],
  // @ts-expect-error -- no such verb
  counter: ['saveInvoce'],
  // @ts-expect-error -- the connections are of the process
  server: ['close'],
};

export const own: readonly OwnVerbName[] = [
  'reports.status',
  'verification.verify',
  // @ts-expect-error -- no such verb of this plugin
  'reports.state',
  // @ts-expect-error -- a name space is no verb
  'codes.forMembers',
];
