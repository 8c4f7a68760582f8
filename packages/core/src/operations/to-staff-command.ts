import type { KeyedCommand } from '../adjusting/decide-keyed.ts';
import type { ActorId, MemberId } from '../values/ids.ts';
import { fingerprint } from './ports.ts';

interface Said {
  readonly memberId: MemberId;
  readonly actor: ActorId;
  readonly reason: string;
  readonly comment?: string | undefined;
  readonly idempotencyKey: string;
}

/** What every staff command on points has in common. */
export function toStaffCommand(verb: string, said: Said): KeyedCommand {
  const { memberId, actor, reason, comment = null, idempotencyKey } = said;
  const command = { key: `key:${idempotencyKey}` as const, fingerprint: fingerprint(verb, said) };
  return { memberId, actor, reason, comment, command };
}
