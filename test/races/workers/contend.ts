// Whenever the parent names a member: tries to spend that member's last point, several times at once, and tells what
// came of it.
import { fileFromParent, openLedger, tell } from './ledger.ts';

const ledger = openLedger(fileFromParent());
await ledger.open();

process.on('message', (memberId: string) => {
  const contend = async () => {
    const tries = [1, 2, 3].map(async (number) => {
      const command = { memberId, redemptionId: `${process.pid}-${number}`, points: 1 };
      const answer = await (number === 2 ? ledger.holdPoints(command) : ledger.redeemPoints(command));
      return answer.isOk() ? 'won' : answer.error.kind;
    });
    tell(await Promise.all(tries));
  };
  void contend();
});
tell('ready');
