import type { Channel } from './channel.ts';
import type {
  ChallengeClosed,
  ChannelNotAllowed,
  CodeExpired,
  CodeLocked,
  CodeNotAccepted,
  CodeNotSent,
  CodeRequired,
  MemberLocked,
  MessageNotSent,
  NoDestination,
  NoNotifier,
  NoOtpSecret,
  NothingToTell,
  TooManyCodes,
  UnknownChallenge,
  WrongCode,
} from './errors.ts';
import type { Instant } from './instant.ts';

export function codeRequired(points: number): CodeRequired {
  const message = `The program asks for the customer's code to redeem ${points} points: requestRedemption sends one, confirmRedemption takes it.`;
  return { kind: 'code-required', message, points };
}

export function noOtpSecret(): NoOtpSecret {
  return {
    kind: 'no-otp-secret',
    message:
      'This process has no secret for codes: give createPointbook an `otp: { secret }`, the same in all processes.',
  };
}

export function noNotifier(channels: readonly Channel[]): NoNotifier {
  const message = `This process has no notifier for ${channels.join(', ')}: give createPointbook one among its \`notifiers\`.`;
  return { kind: 'no-notifier', message, channels };
}

export function channelNotAllowed(channel: Channel, allowed: readonly Channel[]): ChannelNotAllowed {
  const message = `The program sends no codes over ${channel}, only over ${allowed.join(', ')}.`;
  return { kind: 'channel-not-allowed', message, channel, allowed };
}

export function noDestination(memberId: string, channels: readonly Channel[], verified: boolean): NoDestination {
  const what = verified ? 'no verified address' : 'no address';
  const message = `Member ${JSON.stringify(memberId)} has ${what} for ${channels.join(', ')}; complete the profile with updateMember.`;
  return { kind: 'no-destination', message, memberId, channels };
}

export function tooManyCodes(rule: TooManyCodes['rule'], retryAt: Instant): TooManyCodes {
  const until = new Date(retryAt);
  const message = `Codes were sent ${rule === 'sends' ? 'too often' : 'too recently'}; the next one may be sent at ${until.toISOString()}.`;
  return { kind: 'too-many-codes', message, rule, retryAt: until };
}

export function memberLocked(memberId: string, until: Instant): MemberLocked {
  const end = new Date(until);
  const message = `Too many wrong codes were given for member ${JSON.stringify(memberId)}: locked until ${end.toISOString()}; staff can unlockMember before.`;
  return { kind: 'member-locked', message, memberId, until: end };
}

export function unknownChallenge(challengeId: string): UnknownChallenge {
  return {
    kind: 'unknown-challenge',
    message: `No code was asked for as ${JSON.stringify(challengeId)}; the receipt of requestRedemption has the id.`,
    challengeId,
  };
}

export function challengeClosed(challengeId: string, state: ChallengeClosed['state']): ChallengeClosed {
  return { kind: 'challenge-closed', message: closedMessages[state], challengeId, state };
}

const closedMessages: { readonly [State in ChallengeClosed['state']]: string } = {
  used: 'The code was used already.',
  cancelled: 'The redemption was cancelled; request another.',
  void: "The code is void, since the member's address or the challenge was changed, or this process has another otp secret; cancel the redemption and request another.",
  lapsed: "The hold's deadline has passed and its points are free again; request another redemption.",
};

export function wrongCode(challengeId: string, attemptsLeft: number): WrongCode {
  const left = `${attemptsLeft === 1 ? '1 attempt is' : `${attemptsLeft} attempts are`} left`;
  const message = `This is not the code; ${left}${attemptsLeft > 0 ? '' : `: ${another}`}.`;
  return { kind: 'wrong-code', message, challengeId, attemptsLeft };
}

const another = 'cancel the redemption and request another';

export function codeLocked(challengeId: string): CodeLocked {
  const message = `Wrong codes have used up the attempts; ${another}.`;
  return { kind: 'code-locked', message, challengeId };
}

export function codeExpired(challengeId: string, expiredAt: Instant): CodeExpired {
  const end = new Date(expiredAt);
  const message = `The code was good until ${end.toISOString()}; resendCode sends another.`;
  return { kind: 'code-expired', message, challengeId, expiredAt: end };
}

export function codeNotSent(sending: Omit<CodeNotSent, 'kind' | 'message'>): CodeNotSent {
  const { channel, outcome, retryAt } = sending;
  const again = outcome.status === 'rejected' ? 'over another channel' : `from ${retryAt.toISOString()} on`;
  const message = `The points are held, but the code did not go out over ${channel}: ${outcome.message} Call resendCode ${again}, or cancelRedemption.`;
  return { kind: 'code-not-sent', message, ...sending };
}

export function codeNotAccepted(): CodeNotAccepted {
  return { kind: 'code-not-accepted', message: 'The code was not accepted; check it, or ask for another one.' };
}

export function messageNotSent(sending: Pick<MessageNotSent, 'channel' | 'outcome'>): MessageNotSent {
  const { channel, outcome } = sending;
  const message = `The message did not go out over ${channel}: ${outcome.message}`;
  return { kind: 'message-not-sent', message, ...sending, retryable: outcome.status === 'unavailable' };
}

export function nothingToTell(message: string): NothingToTell {
  return { kind: 'nothing-to-tell', message };
}
