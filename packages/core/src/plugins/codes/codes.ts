import { InvariantError, type Ports } from '../../index.ts';
import { checkOptionNames, type OptionNames } from '../../shapes.ts';
import type { BoundList, Plugin, Section } from '../../plugin.ts';
import { cancelRedemption } from './cancel-redemption.ts';
import { challenges } from './challenges/challenge.ts';
import { challengeChecks } from './challenges/challenge-checks.ts';
import { budgets } from './challenges/code-budget.ts';
import { type CodeDefinition, type CodePolicy, codesSection } from './code-policy.ts';
import { codeHasher } from './challenges/code-hasher.ts';
import type { CodesServices } from './codes-host.ts';
import { confirmRedemption } from './confirm-redemption.ts';
import { forMembers } from './for-members.ts';
import { isLocale } from './messages/locale.ts';
import { createMessenger, type MessengerOptions } from './messages/messenger.ts';
import { notifyMember } from './notify-member.ts';
import { type RandomSource, systemRandom } from './random-source.ts';
import { reportDelivery } from './report-delivery.ts';
import { requestRedemption } from './request-redemption.ts';
import { resendCode } from './resend-code.ts';
import { unlockMember } from './unlock-member.ts';
import { voidChallenges } from './challenges/void-challenges.ts';

/** How codes are made and sent. */
export interface CodesOptions extends MessengerOptions {
  /**
   * What hashes codes: at least 32 characters, the same in all processes, and not in the database. A process without it
   * can neither make nor check codes; its verbs answer `no-otp-secret`.
   */
  readonly secret?: string | undefined;
  /** The language of messages whose command names none, as a BCP 47 tag; `'en'` when left out. */
  readonly locale?: string | undefined;
  /** The runtime's cryptographic generator, when left out. */
  readonly random?: RandomSource | undefined;
}

const ofCodes: OptionNames<CodesOptions> = {
  secret: false,
  locale: false,
  random: false,
  notifiers: false,
  texts: false,
  sendTimeoutMs: false,
};

const verbs = {
  /**
   * Holds points and sends the customer a one-time code, which `confirmRedemption` takes to spend them.
   *
   * @example
   * ```ts
   * const asked = await pointbook.codes.requestRedemption({ memberId: 'C-17', redemptionId: 'RD-3', points: 500 });
   * asked.match(
   *   ({ challengeId, channel, destination }) => print(`A code went by ${channel} to ${destination}`, challengeId),
   *   (error) => print(error.kind, error.message),
   * );
   * ```
   */
  requestRedemption,
  /**
   * Spends the points of a request, given the code that the customer was sent.
   *
   * @example
   * ```ts
   * const spent = await pointbook.codes.confirmRedemption({ challengeId: text, code: '042 917' });
   * if (spent.isErr() && spent.error.kind === 'wrong-code') print(`${spent.error.attemptsLeft} attempts left`);
   * ```
   */
  confirmRedemption,
  /**
   * Sends another code for the same redemption, over the same channel or another; the code before is no longer good.
   *
   * @example
   * ```ts
   * const sent = await pointbook.codes.resendCode({ challengeId: text, channel: 'sms' });
   * if (sent.isErr() && sent.error.kind === 'too-many-codes') print('Wait until', sent.error.retryAt);
   * ```
   */
  resendCode,
  /**
   * Gives back the points of a redemption that waits for its code, whether or not the code can still be used.
   *
   * @example
   * ```ts
   * await pointbook.codes.cancelRedemption({ challengeId: text, actor: 'staff-3' });
   * ```
   */
  cancelRedemption,
  /**
   * Tells that a code did not arrive after all, so that the next one need not wait.
   *
   * @example
   * ```ts
   * await pointbook.codes.reportDelivery({ challengeId: text, status: 'failed' });
   * await pointbook.codes.resendCode({ challengeId: text, channel: 'email' });
   * ```
   */
  reportDelivery,
  /**
   * Forgets the wrong codes that locked a member. An entry of no points with the cause `plugin:member-unlocked` records
   * who did it, and why.
   *
   * @example
   * ```ts
   * await pointbook.codes.unlockMember({
   *   memberId: 'C-17', actor: 'staff-3', reason: 'showed an id card', idempotencyKey: 'unlock-1',
   * });
   * ```
   */
  unlockMember,
  /**
   * Tells a member of points that were earned or adjusted, or of points that end soon.
   *
   * @example
   * ```ts
   * const told = await pointbook.codes.notifyMember({ memberId: 'C-17', sequence: 1 });
   * if (told.isErr() && told.error.kind === 'message-not-sent') print(told.error.outcome);
   * ```
   */
  notifyMember,
  /** The verbs for a kiosk, a website or an app, where nobody may find out who takes part. */
  forMembers,
};

/** The verbs of codes, as `pointbook.codes` has them. */
export type CodeVerbs = BoundList<typeof verbs>;

/** The plugin of codes. */
export interface CodesPlugin extends Plugin<'codes', typeof verbs, Ports, CodesServices> {
  /** How codes are sent and checked: `plugins: { codes: { … } }` of the program. */
  readonly section: Section<CodePolicy, CodeDefinition>;
}

/**
 * One-time codes: redemptions that the customer authorises with a code, and messages to members.
 *
 * @remarks Its verbs are `pointbook.codes`. They send messages and count attempts, and a rollback of the host's
 * transaction would give wrong codes their attempts back. So they cannot run inside the host's own transaction.
 * When the phone or the email of a member changes, open challenges whose code went there become void in the same
 * commit.
 *
 * @throws InvariantError for a wrong option: a secret of fewer than 32 characters, two notifiers for
 * one channel.
 *
 * @example
 * ```ts
 * import { createPointbook } from '@pointbook/core';
 * import { codes } from '@pointbook/core/codes';
 * import { consoleNotifier } from '@pointbook/core/console';
 *
 * const pointbook = createPointbook({ program, store, plugins: [codes({ secret: text, notifiers: [consoleNotifier()] })] });
 * const asked = await pointbook.codes.requestRedemption({ memberId: 'C-17', redemptionId: 'RD-3', points: 500 });
 * ```
 */
export function codes(options: CodesOptions = {}): CodesPlugin {
  checkOptionNames('codes()', options, ofCodes);
  const services = servicesOf(options);
  return {
    name: 'codes',
    verbs,
    section: codesSection,
    records: [challenges, budgets],
    reactions: [voidChallenges],
    checks: challengeChecks,
    services: () => services,
  };
}

function servicesOf({ secret, random = systemRandom, locale = 'en', ...options }: CodesOptions): CodesServices {
  // A caller in JavaScript has no types.
  if (typeof (random as Partial<RandomSource> | null)?.bytes !== 'function')
    throw new InvariantError('`random` must have a function `bytes`; leave it out for that of the runtime.');
  if (!isLocale(locale)) throw new InvariantError('`locale` must be a BCP 47 tag, such as "en" or "id-ID".');
  return {
    messenger: createMessenger(options),
    locale,
    codeMaker: secret === undefined ? null : { hasher: codeHasher(checkedSecret(secret)), random },
  };
}

const shortestSecret = 32;

function checkedSecret(secret: unknown): string {
  if (typeof secret === 'string' && secret.length >= shortestSecret) return secret;
  throw new InvariantError(
    `The \`secret\` of codes must have at least ${shortestSecret} characters: make one with \`openssl rand -base64 32\`, and keep it out of the database.`,
  );
}
