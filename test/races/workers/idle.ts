// Has a ledger open, and does nothing with it.
import { fileFromParent, openLedger, tell } from './ledger.ts';

const ledger = openLedger(fileFromParent());
const opened = await ledger.open();
if (opened.isErr()) throw new Error(opened.error.message);
tell(0);
setInterval(() => undefined, 60_000);
