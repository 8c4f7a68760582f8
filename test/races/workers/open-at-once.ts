// When the parent says so: opens a ledger that is not there yet, and enrols a member in it.
import { fileFromParent, openLedger, tell } from './ledger.ts';

const file = fileFromParent();
process.on('message', () => {
  const open = async () => {
    const ledger = openLedger(file);
    const opened = await ledger.open();
    const enrolled = await ledger.enrolMember({ memberId: `of ${process.pid}` });
    await ledger.close();
    tell([opened.isOk() ? 'opened' : opened.error.message, enrolled.isOk() ? 'enrolled' : enrolled.error.message]);
  };
  void open();
});
tell('ready');
