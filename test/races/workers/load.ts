// Writes without end, many calls at once, and tells the parent of each receipt; it is killed in the middle.
import { fileFromParent, openLedger, tell } from './ledger.ts';

const ledger = openLedger(fileFromParent());
const members = ['a', 'b', 'c', 'd'];
for (const memberId of members) await ledger.enrolMember({ memberId });

async function write(lane: number): Promise<never> {
  for (let number = 1; ; number += 1) {
    const command = {
      memberId: members[(lane + number) % members.length] ?? 'a',
      points: lane + 1,
      direction: 'add' as const,
      actor: 'ann',
      reason: 'load',
      idempotencyKey: `${process.pid} ${lane} ${number}`,
    };
    const answer = await ledger.adjustPoints(command);
    if (answer.isErr()) throw new Error(answer.error.message);
    tell({ command, receipt: answer.value });
  }
}

await Promise.all(Array.from({ length: 6 }, async (_, lane) => write(lane)));
