import { err, errAsync, ok, type Result, ResultAsync } from 'neverthrow';
import { messageNotSent, nothingToTell } from '../values/code-failures.ts';
import type { Channel } from '../values/channel.ts';
import type { NothingToTell, UnknownEntry, UnknownMember } from '../values/errors.ts';
import { unknownEntry, unknownMember } from '../values/failures.ts';
import type { MemberId } from '../values/ids.ts';
import type { Message } from '../values/message.ts';
import type { NotedEntry } from '../ports/ledger-reader.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { ProfileRecord } from '../records/member.ts';
import { codeWay } from '../redeeming/code-way.ts';
import type { NotifyMemberCommand } from '../schemas/code-commands.ts';
import { notifyMemberShape } from '../schemas/code-shapes.ts';
import { parse } from '../schemas/parse.ts';
import { endingSoon } from './ending-soon.ts';
import type { NotifyMemberFailure } from './failures.ts';
import type { Ports } from './ports.ts';

/** How a message to a member went out. */
export interface NotificationReceipt {
  readonly memberId: MemberId;
  readonly channel: Channel;
  /** How the provider knows the message. */
  readonly providerId: string | null;
}

/**
 * Tells a member of points that were earned or adjusted, or of points that end soon.
 *
 * @remarks It writes nothing, so calling it again sends again: follow `readFeed`, and remember how far you came. Channels
 * and verified addresses are those of the program's `codes`.
 *
 * @example
 * ```ts
 * const told = await notifyMember(ports)({ memberId: 'C-17', sequence: 1 });
 * if (told.isErr() && told.error.kind === 'message-not-sent') print(told.error.outcome);
 * ```
 */
export function notifyMember(ports: Ports) {
  return (input: NotifyMemberCommand): ResultAsync<NotificationReceipt, NotifyMemberFailure> =>
    parse(notifyMemberShape, input).asyncAndThen((said) => {
      const { memberId, sequence, expiringWithinDays = 0, channel = null, locale = ports.locale } = said;
      return ports.store.reader.profile(ports.program.programId, memberId).andThen((profile) => {
        if (profile === null) return errAsync(unknownMember(memberId));
        const message: ResultAsync<Message, StoreError | UnknownMember | UnknownEntry | NothingToTell> =
          sequence === undefined
            ? endingSoon(ports, memberId, expiringWithinDays, locale)
            : entryMessage(ports, memberId, sequence, locale);
        return message.andThen((told) => send(ports, profile, channel, told));
      });
    });
}

function send(
  { program, messenger }: Ports,
  profile: ProfileRecord,
  wanted: Channel | null,
  message: Message,
): ResultAsync<NotificationReceipt, NotifyMemberFailure> {
  const { memberId } = profile;
  return codeWay(profile, program.redeem.codes, messenger.served, wanted).asyncAndThen(({ channel, address }) =>
    ResultAsync.fromSafePromise(messenger.send(channel, address, message)).andThen((outcome) =>
      outcome.status === 'sent'
        ? ok({ memberId, channel, providerId: outcome.providerId })
        : err(messageNotSent({ channel, outcome })),
    ),
  );
}

function entryMessage(
  { store, program }: Ports,
  memberId: MemberId,
  sequence: number,
  locale: string,
): ResultAsync<Message, StoreError | UnknownEntry | NothingToTell> {
  return store.reader.statement(program.programId, memberId, sequence + 1, 1).andThen(([found]) => {
    if (found?.entry.sequence !== sequence) return err(unknownEntry(memberId, sequence));
    return tellEntry(found, program.name, locale);
  });
}

function tellEntry({ entry, note }: NotedEntry, merchant: string, locale: string): Result<Message, NothingToTell> {
  const { kind, delta, balanceAfter: balance, reference } = entry;
  if (kind === 'earn' && delta > 0) {
    const sale = reference?.type === 'invoice' ? reference.id : null;
    return ok({ template: 'points-earned', locale, data: { merchant, points: delta, balance, sale } });
  }
  if (kind === 'adjustment' && delta !== 0) {
    const comment = note?.comment ?? null;
    return ok({ template: 'points-adjusted', locale, data: { merchant, points: delta, balance, comment } });
  }
  return err(nothingToTell(`Entry ${entry.sequence} neither earned nor adjusted points.`));
}
