import type { Result, ResultAsync } from 'neverthrow';
import type { AdjustmentReceipt } from '../adjusting/adjustment-receipt.ts';
import { decideUnlock, type UnlockFailure, unlockKeys } from '../adjusting/decide-unlock.ts';
import type { InvalidCommand, NoOtpSecret } from '../values/errors.ts';
import type { Task } from '../records/decision.ts';
import type { UnlockMemberCommand } from '../schemas/code-commands.ts';
import { unlockMemberShape } from '../schemas/code-shapes.ts';
import { parse } from '../schemas/parse.ts';
import type { UnlockMemberFailure } from './failures.ts';
import { codesOf, type Ports } from './ports.ts';
import { toStaffCommand } from './to-staff-command.ts';

/**
 * Forgets the wrong codes that locked a member; an entry of no points records who did it, and why.
 *
 * @remarks The member's addresses are unlocked too. The attempts of a code and the waits between codes stay as they are.
 *
 * @example
 * ```ts
 * await unlockMember(ports)({ memberId: 'C-17', actor: 'staff-3', reason: 'showed an id card', idempotencyKey: 'unlock-1' });
 * ```
 */
export function unlockMember(ports: Ports) {
  return (command: UnlockMemberCommand): ResultAsync<AdjustmentReceipt, UnlockMemberFailure> =>
    planUnlockMember(ports, command).asyncAndThen((task) => ports.engine.run(task));
}

function planUnlockMember(
  ports: Ports,
  input: UnlockMemberCommand,
): Result<Task<AdjustmentReceipt, UnlockFailure>, InvalidCommand | NoOtpSecret> {
  return parse(unlockMemberShape, input).andThen((said) =>
    codesOf(ports).map(({ keeper }): Task<AdjustmentReceipt, UnlockFailure> => {
      const command = { ...toStaffCommand('unlock-member', said), destinationOf: keeper.destinationOf };
      return { keys: unlockKeys(command), decide: (records, context) => decideUnlock(command, records, context) };
    }),
  );
}
