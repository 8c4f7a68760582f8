import { codesSection } from './code-policy.ts';
import { err, ok, type Result } from 'neverthrow';
import type {
  Channel,
  ShownLine,
  MemberId,
  Named,
  ProfileRecord,
  StoreError,
  UnknownEntry,
  UnknownMember,
} from '../../index.ts';
import { type FailureOf, profiles, query } from '../../plugin.ts';
import { unknownEntry, unknownMember } from '../../values.ts';
import { id, optional, shape, strict, whole, refine } from '../../shapes.ts';
import { codeDelivery, type NoDelivery } from './code-delivery.ts';
import { sendingFields } from './code-fields.ts';
import type { CodesHost } from './codes-host.ts';
import type { Message, SendOutcome } from './messages/message.ts';
import { type NothingToTell, nothingToTell } from './messages/nothing-to-tell.ts';
import { pointsEndingSoon } from './messages/points-ending-soon.ts';

/** What the message is about: exactly one of `sequence` and `expiringWithinDays`. */
export interface NotifyMemberCommand {
  /** The member to tell. */
  readonly memberId: string;
  /** The number of an entry that earned or adjusted points. */
  readonly sequence?: number | undefined;
  /** The points that end next, where they do so within so many days: 1 to 3,650. */
  readonly expiringWithinDays?: number | undefined;
  /** One of the program's; the first over which the member can be reached when left out. */
  readonly channel?: Channel | undefined;
  /** The customer's language as a BCP 47 tag, such as `id`; the plugin's `locale` when left out. */
  readonly locale?: string | undefined;
}

/** How a message to a member went out. */
export interface NotificationReceipt {
  /** The member who was told. */
  readonly memberId: MemberId;
  /** Over which channel. */
  readonly channel: Channel;
  /** How the provider knows the message. */
  readonly providerId: string | null;
}

/** The message did not go out. */
export interface MessageNotSent extends Named<'message-not-sent'> {
  /** Over which channel it was to go. */
  readonly channel: Channel;
  /** How the send ended. */
  readonly outcome: Exclude<SendOutcome, { readonly status: 'sent' }>;
  /** Whether the same channel may do it later. */
  readonly retryable: boolean;
}

type Failure = MessageNotSent | NoDelivery | NothingToTell | StoreError | UnknownEntry | UnknownMember;

/**
 * Tells a member of points that were earned or adjusted, or of points that end soon.
 *
 * @remarks It writes nothing, so calling it again sends again: follow `readFeed`, and store its cursor. Channels
 * and verified addresses are those of the program's `codes`.
 *
 * Fails with `unknown-member`, `unknown-entry`, `nothing-to-tell`, `channel-not-allowed`, `no-notifier`,
 * `no-destination`, `message-not-sent`, `invalid-command` and the errors of the store. `store-locked` and
 * `store-unavailable` are retryable, and `message-not-sent` where its `retryable` says so.
 *
 * @example
 * ```ts
 * const told = await pointbook.codes.notifyMember({ memberId: 'C-17', sequence: 1 });
 * if (told.isErr() && told.error.kind === 'message-not-sent') print(told.error.outcome);
 * ```
 */
export const notifyMember = query({
  name: 'notifyMember',
  route: 'POST /members/{memberId}/notifications',
  input: shape<NotifyMemberCommand>()(
    refine(
      strict({
        memberId: id<MemberId>(),
        sequence: optional(whole(1)),
        expiringWithinDays: optional(whole(1, 3650)),
        ...sendingFields,
      }),
      function* ({ sequence, expiringWithinDays }) {
        if ((sequence === undefined) !== (expiringWithinDays === undefined)) return;
        yield {
          path: ['sequence'],
          problem: 'or expiringWithinDays must be given, and not both',
          fix: 'Tell of an entry, or of points that end.',
        };
      },
    ),
  ),
  failures: {
    'unknown-member': true,
    'unknown-entry': true,
    'nothing-to-tell': true,
    'channel-not-allowed': true,
    'no-notifier': true,
    'no-destination': true,
    'message-not-sent': true,
  },
  sends: true,
  async answer(input, host: CodesHost): Promise<Result<NotificationReceipt, Failure>> {
    const { memberId, sequence, expiringWithinDays = 0, channel = null, locale = host.locale } = input;
    const profile = await host.reads.get(profiles, memberId);
    if (profile.isErr()) return err(profile.error);
    if (profile.value === null) return err(unknownMember(memberId));
    const message =
      sequence === undefined
        ? await pointsEndingSoon(host, memberId, expiringWithinDays, locale)
        : await entryMessage(host, memberId, sequence, locale);
    return message.isErr() ? err(message.error) : send(host, profile.value, channel, message.value);
  },
});

/** What can go wrong with `notifyMember`. */
export type NotifyMemberFailure = FailureOf<typeof notifyMember>;

async function send(
  { program, messenger }: CodesHost,
  profile: ProfileRecord,
  wanted: Channel | null,
  message: Message,
): Promise<Result<NotificationReceipt, NoDelivery | MessageNotSent>> {
  const { memberId } = profile;
  const delivery = codeDelivery(profile, codesSection.of(program), messenger.served, wanted);
  if (delivery.isErr()) return err(delivery.error);
  const { channel, address } = delivery.value;
  const outcome = await messenger.send(channel, address, message);
  return outcome.status === 'sent'
    ? ok({ memberId, channel, providerId: outcome.providerId })
    : err(messageNotSent({ channel, outcome }));
}

async function entryMessage(
  { reads, program }: CodesHost,
  memberId: MemberId,
  sequence: number,
  locale: string,
): Promise<Result<Message, StoreError | UnknownEntry | NothingToTell>> {
  const read = await reads.statement(memberId, sequence + 1, 1);
  return read.andThen(([found]): Result<Message, UnknownEntry | NothingToTell> => {
    if (found?.sequence !== sequence) return err(unknownEntry(memberId, sequence));
    return tellEntry(found, program.name, locale);
  });
}

function tellEntry(entry: ShownLine, merchant: string, locale: string): Result<Message, NothingToTell> {
  const { kind, delta, balanceAfter: balance, reference, note } = entry;
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

function messageNotSent(sending: Pick<MessageNotSent, 'channel' | 'outcome'>): MessageNotSent {
  const { channel, outcome } = sending;
  const message = `The message did not go out over ${channel}: ${outcome.message}`;
  return { kind: 'message-not-sent', message, ...sending, retryable: outcome.status === 'unavailable' };
}
