import { err, ok, type Result } from 'neverthrow';
import type { Channel } from '../values/channel.ts';
import { channelNotAllowed, noDestination, noNotifier } from '../values/code-failures.ts';
import type { ChannelNotAllowed, NoDestination, NoNotifier } from '../values/errors.ts';
import type { CodePolicy } from '../program/redemption-policy.ts';
import type { ProfileRecord } from '../records/member.ts';

/** A channel, and where a member is reached over it. */
export interface CodeWay {
  readonly channel: Channel;
  readonly address: string;
}

export type NoCodeWay = ChannelNotAllowed | NoDestination | NoNotifier;

/** How a code reaches a member: over the channel that is wanted, or else the first of those offered that does. */
export function codeWay(
  profile: ProfileRecord,
  policy: CodePolicy,
  /** Those over which this process can send. */
  served: readonly Channel[],
  wanted: Channel | null,
): Result<CodeWay, NoCodeWay> {
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

/** An address of which only so much is left that its owner knows it. */
export function masked(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 0) return `\u2022\u2022\u2022\u2022 ${address.slice(-3)}`;
  const [first = ''] = address;
  return `${at > 2 ? first : ''}\u2022\u2022\u2022\u2022${address.slice(at)}`;
}
