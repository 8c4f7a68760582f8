import type { ActorId, MemberId } from '@pointbook/core';
import {
  type AnyRecordKind,
  type Book,
  command,
  jsonCodec,
  memberOf,
  type Plugin,
  postEntry,
  profiles,
  record,
  type Shape,
  standardShape,
} from '@pointbook/core/plugin';
import { err } from 'neverthrow';

/** Removes what is personal about a member; points, sales and entries stay. */
export interface ForgetMemberCommand {
  readonly memberId: string;
  /** The staff member who does it. */
  readonly actor: string;
}

/** That a member was forgotten, and when: a repetition is known by it. */
interface Forgotten {
  readonly memberId: string;
  readonly at: number;
  readonly fingerprint: string;
}

const forgotten = record<Forgotten>({
  kind: 'forgotten',
  format: 1,
  codec: jsonCodec(),
  key: ({ memberId }) => memberId,
  owner: 'key',
});

/** The plugin forgets records of these kinds: those of core, and those of other plugins that the host names. */
export function forgetting(kinds: readonly AnyRecordKind[] = []) {
  const forgetMember = command({
    name: 'forgetMember',
    input: forgetMemberShape,
    failures: { 'unknown-member': true },
    joins: 'host',
    reads: ({ memberId }) => [forgotten.at(memberId)],
    recall: {
      find({ memberId }, book) {
        const found = book.get(forgotten, memberId);
        return found && { fingerprint: found.fingerprint, did: { memberId, at: found.at } };
      },
      reused: ({ memberId }) => ({
        kind: 'idempotency-key-reused',
        message: `Member ${memberId} was forgotten by another command.`,
        field: 'memberId',
        id: memberId,
      }),
    },
    decide({ memberId, actor }, book, fingerprint) {
      if (memberOf(book, memberId as MemberId) === null)
        return err({ kind: 'unknown-member', message: `No member has the id ${memberId}.`, memberId } as const);
      for (const kind of [profiles as AnyRecordKind, ...kinds]) forgetRecords(book, kind, memberId);
      book.put(forgotten, { memberId, at: book.now, fingerprint });
      return postEntry(book, memberId as MemberId, {
        kind: 'adjustment',
        cause: 'plugin:member-forgotten',
        actor: actor as ActorId,
        reference: null,
        effect: {},
      }).map(() => ({ memberId, at: book.now as number }));
    },
    receipt: ({ memberId, at }) => ({ memberId, forgottenAt: new Date(at) }),
  });
  return { name: 'forgetting', verbs: { forgetMember }, records: [forgotten] } as const satisfies Plugin<'forgetting'>;
}

/** Every record of a kind that belongs to the member loses its personal fields. A removable one goes as a whole. */
function forgetRecords(book: Book, kind: AnyRecordKind, memberId: string): void {
  for (const found of book.list<Record<string, unknown>>(kind, memberId)) {
    if (kind.removable) book.remove(kind, kind.key(found));
    else book.put(kind, { ...found, ...Object.fromEntries((kind.personal ?? []).map((field) => [field, null])) });
  }
}

const forgetMemberShape: Shape<ForgetMemberCommand, ForgetMemberCommand> = standardShape({
  '~standard': {
    validate(value) {
      const { memberId, actor } = value as Partial<ForgetMemberCommand>;
      if (typeof memberId === 'string' && typeof actor === 'string') return { value: { memberId, actor } };
      return { issues: [{ message: 'memberId and actor must be texts' }] };
    },
  },
});
