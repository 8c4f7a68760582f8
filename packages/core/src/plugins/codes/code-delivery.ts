import { err, ok, type Result } from 'neverthrow';
import type { CodePolicy } from './code-policy.ts';
import type { Channel, Named, ProfileRecord } from '../../index.ts';

/** This process has no notifier for any of these channels. */
export interface NoNotifier extends Named<'no-notifier'> {
  /** The channels that were tried. */
  readonly channels: readonly Channel[];
}

/** The program sends no codes over this channel. */
export interface ChannelNotAllowed extends Named<'channel-not-allowed'> {
  /** The channel that was asked for. */
  readonly channel: Channel;
  /** The channels of the program. */
  readonly allowed: readonly Channel[];
}

/**
 * The member's profile has no address, or no verified one where the program asks for that, on any of these channels.
 */
export interface NoDestination extends Named<'no-destination'> {
  /** The member who cannot be reached. */
  readonly memberId: string;
  /** The channels that were tried. */
  readonly channels: readonly Channel[];
}

/** Why no message reaches a member. */
export type NoDelivery = ChannelNotAllowed | NoDestination | NoNotifier;

/** A channel, and where a member is reached over it. */
export interface CodeDelivery {
  readonly channel: Channel;
  readonly address: string;
}

/**
 * How a code reaches a member: over the channel that the command names, or else over the first offered one that reaches
 * the member.
 */
export function codeDelivery(
  profile: ProfileRecord,
  policy: CodePolicy,
  /** Those over which this process can send. */
  served: readonly Channel[],
  wanted: Channel | null,
): Result<CodeDelivery, NoDelivery> {
  if (wanted !== null && !policy.channels.includes(wanted)) return err(channelNotAllowed(wanted, policy.channels));
  const offered = wanted === null ? policy.channels : [wanted];
  const open = offered.filter((channel) => served.includes(channel));
  if (open.length === 0) return err(noNotifier(offered));
  for (const channel of open) {
    const address = addressOf(profile, channel, policy.requireVerified);
    if (address !== null) return ok({ channel, address });
  }
  return err(noDestination(profile.memberId, open, policy.requireVerified));
}

/** Where a member is reached over a channel; null where nowhere. */
export function addressOf(profile: ProfileRecord, channel: Channel, onlyVerified = false): string | null {
  const [address, isVerified] =
    channel === 'email' ? [profile.email, profile.emailVerified] : [profile.phone, profile.phoneVerified];
  return onlyVerified && !isVerified ? null : address;
}

/** An address with most of it hidden, so that only its owner recognises it. */
export function masked(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 0) return `\u2022\u2022\u2022\u2022 ${address.slice(-3)}`;
  const [first = ''] = address;
  return `${at > 2 ? first : ''}\u2022\u2022\u2022\u2022${address.slice(at)}`;
}

/** The error where this process has no notifier for any of these channels. */
export function noNotifier(channels: readonly Channel[]): NoNotifier {
  const message = `This process has no notifier for ${channels.join(', ')}: give the plugin one, as in codes({ notifiers }).`;
  return { kind: 'no-notifier', message, channels };
}

function channelNotAllowed(channel: Channel, allowed: readonly Channel[]): ChannelNotAllowed {
  const message = `The program sends no codes over ${channel}, only over ${allowed.join(', ')}.`;
  return { kind: 'channel-not-allowed', message, channel, allowed };
}

function noDestination(memberId: string, channels: readonly Channel[], verified: boolean): NoDestination {
  const what = verified ? 'no verified address' : 'no address';
  const message = `Member ${JSON.stringify(memberId)} has ${what} for ${channels.join(', ')}; complete the profile with updateMember.`;
  return { kind: 'no-destination', message, memberId, channels };
}
