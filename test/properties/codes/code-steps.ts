import type { Channel } from '@pointbook/core';
import type { ResultAsync } from 'neverthrow';
import { allChannels, wrong } from '../../support/shops/code-desk.ts';
import { codeIn } from '../../support/shops/post-office.ts';
import * as rules from './model.ts';
import { type Challenge, ok, type Told } from './model.ts';
import { about, agree, type Step, step } from './steps.ts';

/** Asks for a code. */
export function request(memberId: string, redemptionId: string, points: number, wanted: Channel | undefined): Step {
  const said = { memberId, redemptionId, points, ...(wanted ? { channel: wanted } : {}) };
  return step(`request ${JSON.stringify(said)}`, async (model, real) => {
    const member = rules.memberOf(model, memberId);
    const known = member.requests.get(redemptionId);
    const call = () => real.pointbook.codes.requestRedemption(said);
    if (known !== undefined) {
      const isSame = known === JSON.stringify(said);
      return agree(real, isSame ? { ...ok, sent: null } : { kind: 'idempotency-key-reused' }, call());
    }
    const channel = (wanted ? [wanted] : allChannels).find((each) => rules.addressOver(member, each) !== null);
    const address = channel && rules.addressOver(member, channel);
    if (!channel || !address) return agree(real, { kind: 'no-destination' }, call());
    const budgets = rules.budgetsOf(model, memberId, address);
    const time = rules.timeOf(model, memberId);
    const now = rules.latestOf(time, budgets);
    const available = rules.availableOf(model, memberId);
    const tooFew: Told | null = points > available ? { kind: 'insufficient-points', available } : null;
    const deadline = time + rules.holdMs;
    const ended: Told | null =
      now >= deadline ? { kind: 'too-many-codes', rule: 'between-sends', retryAt: new Date(now) } : null;
    const refusal = rules.lockOf(budgets, now) ?? rules.waitOf(budgets, now) ?? tooFew ?? ended;
    if (refusal) return agree(real, refusal, call());

    rules.postTo(model, memberId);
    const { challengeId = '' } = await agree(real, rules.send(model, budgets, now), call());
    const expiresAt = rules.endOfCode(now, deadline);
    const asked = { challengeId, memberId, redemptionId, points, deadline, channel, address, expiresAt };
    const challenge: Challenge = {
      ...asked,
      codes: [codeIn(real.outbox.at(-1))],
      attempts: 0,
      isVoid: false,
      hold: 'held',
    };
    model.challenges.push(challenge);
    return member.requests.set(redemptionId, JSON.stringify(said));
  });
}

/** Asks for another code. */
export function resend(nth: number, wanted: Channel | undefined): Step {
  return about(nth, `resend ${wanted ?? ''}`, async (challenge, model, real) => {
    const { memberId, challengeId, deadline } = challenge;
    const call = () => real.pointbook.codes.resendCode({ challengeId, ...(wanted ? { channel: wanted } : {}) });
    const refusal = rules.refusalOf(model, challenge);
    if (refusal) return agree(real, refusal, call());
    const channel = wanted ?? challenge.channel;
    const address = rules.addressOver(rules.memberOf(model, memberId), channel);
    if (address === null) return agree(real, { kind: 'no-destination' }, call());
    const budgets = rules.budgetsOf(model, memberId, address);
    const before = rules.budgetsOf(model, memberId, challenge.address);
    const now = rules.latestOf(rules.timeOf(model, memberId), [...before, ...budgets]);
    if (now >= deadline) return agree(real, { kind: 'challenge-closed', state: 'lapsed' }, call());
    const limit = rules.lockOf(budgets, now) ?? rules.waitOf(budgets, now);
    if (limit) return agree(real, limit, call());
    await agree(real, rules.send(model, budgets, now), call());
    challenge.codes.push(codeIn(real.outbox.at(-1)));
    return Object.assign(challenge, { channel, address, expiresAt: rules.endOfCode(now, deadline) });
  });
}

/** Which code is given. */
export type Said = 'right' | 'wrong' | 'old' | 'of another';

/** Gives a code, so many times. */
export function confirm(nth: number, what: Said, times = 1): Step {
  return about(nth, `confirm ${what} ${times}`, async (challenge, model, real) => {
    const { challengeId, memberId, codes, points } = challenge;
    const others = model.challenges.filter((each) => each !== challenge).map((each) => each.codes.at(-1));
    const right = codes.at(-1) ?? '';
    const given = { right, wrong: wrong(right), old: codes.at(-2), 'of another': others.at(-1) };
    const code = given[what] ?? wrong(right);
    const answer = (): Told => {
      if (challenge.hold === 'spent') return answerOfUsed(model, challenge, code);
      const refusal = rules.refusalOf(model, challenge);
      if (refusal) return refusal;
      const budgets = rules.budgetsOf(model, memberId, challenge.address);
      const now = rules.latestOf(rules.timeOf(model, memberId), budgets);
      if (now >= challenge.expiresAt) return { kind: 'code-expired', expiredAt: new Date(challenge.expiresAt) };
      if (code !== right && codes.includes(code)) return { kind: 'code-superseded' };
      if (code !== right) {
        challenge.attempts += 1;
        for (const { failures } of budgets) failures.push(now);
        return { kind: 'wrong-code', attemptsLeft: 5 - challenge.attempts };
      }
      rules.postTo(model, memberId);
      challenge.hold = 'spent';
      rules.memberOf(model, memberId).balance -= points;
      return { ...ok, state: 'redeemed', points };
    };
    for (let time = 0; time < times; time += 1)
      await agree(real, answer(), real.pointbook.codes.confirmRedemption({ challengeId, code }));
  });
}

/** A used code answers again, until wrong ones have used up the attempts; they count, but make no lock longer. */
function answerOfUsed(model: rules.Model, challenge: rules.Challenge, code: string): Told {
  const { codes, memberId, address } = challenge;
  const used = { kind: 'challenge-closed', state: 'used' };
  if (challenge.attempts < 5 && code === codes.at(-1)) return ok;
  if (challenge.attempts >= 5 || codes.includes(code)) return used;
  challenge.attempts += 1;
  const budgets = rules.budgetsOf(model, memberId, address);
  const now = rules.latestOf(rules.timeOf(model, memberId), budgets);
  if (rules.lockOf(budgets, now) === null) for (const { failures } of budgets) failures.push(now);
  return used;
}

/** Ends a hold without its code: by `cancelRedemption`, or as staff do, who may release it but not capture it. */
export function end(nth: number, verb: 'cancelRedemption' | 'releaseHold' | 'captureHold'): Step {
  return about(nth, verb, async (challenge, model, real) => {
    const { challengeId, memberId, redemptionId, hold } = challenge;
    const isCancel = verb === 'cancelRedemption';
    const command = isCancel ? { challengeId } : { memberId, redemptionId };
    const { pointbook } = real;
    const run = (isCancel ? pointbook.codes.cancelRedemption : pointbook[verb]) as (
      command: object,
    ) => ResultAsync<object, { readonly kind: string }>;
    const answer = (): Told => {
      if (rules.isHeld(model, challenge)) {
        if (verb === 'captureHold') return { kind: 'code-required' };
        rules.postTo(model, memberId);
        challenge.hold = isCancel ? 'cancelled' : 'released';
        return ok;
      }
      if (hold === (isCancel ? 'cancelled' : 'released') && verb !== 'captureHold') return ok;
      const closed = rules.closedOf(model, challenge);
      if (isCancel && closed) return closed;
      // Another command has the name that this one would have.
      const isNameTaken = verb === 'captureHold' ? hold === 'spent' : hold === 'cancelled';
      return { kind: isNameTaken ? 'idempotency-key-reused' : 'hold-closed' };
    };
    return agree(real, answer(), run(command));
  });
}
