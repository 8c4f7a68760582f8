// Sends the calls that the parent hands it, all at once, and tells what came of each.
import { type Call, runCall } from '@pointbook/testing';
import { tell } from './ledger.ts';
import { openPaidLedger, type PaidShop } from './paid-ledger.ts';
import { valueOf } from '../../support/value-of.ts';

const ledger = openPaidLedger(JSON.parse(process.argv[2] ?? '') as PaidShop);
valueOf(await ledger.open());
process.on('message', (calls: readonly Call[]) => {
  void Promise.all(calls.map(async (call) => runCall({ ...ledger, codes: {} as never }, call))).then(tell);
});
tell('ready');
