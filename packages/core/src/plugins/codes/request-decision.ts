import { codesSection } from './code-policy.ts';
import { err, ok, type Result } from 'neverthrow';
import type { ChallengeId, Channel, CodeRequired, IdempotencyKeyReused, MemberId, Phone } from '../../index.ts';
import { accounts, type Book, fingerprintOfCommand, invoices, profiles, type Recall, type Ref } from '../../plugin.ts';
import {
  actorOf,
  checkBalance,
  entryOfStep,
  ledgerHolds,
  openPriced,
  putHold,
  type Redemption,
  type SpendingFailure,
  stepRef,
  type TooManyHolds,
  withRoomForHold,
} from '../../till.ts';
import { idempotencyKeyReused, invariant, unknownMember } from '../../values.ts';
import { challenges } from './challenges/challenge.ts';
import { budgets } from './challenges/code-budget.ts';
import { codeDelivery, type NoDelivery } from './code-delivery.ts';
import { type CodeHasher, forOneCall } from './challenges/code-hasher.ts';
import {
  budgetNow,
  budgetsOf,
  checkLock,
  checkWait,
  type MemberLocked,
  type TooManyCodes,
  tooManyCodes,
} from './challenges/code-limits.ts';
import { codeMakerOf, type CodesHost, type NoOtpSecret } from './codes-host.ts';
import { drawCode } from './challenges/draw-code.ts';
import { type CodeAsked, issueCode, issuedBefore } from './challenges/issue-code.ts';

/** A request, checked. */
interface CheckedRequest extends Omit<Redemption, 'memberId'> {
  readonly memberId?: MemberId | undefined;
  readonly phone?: Phone | undefined;
  readonly channel?: Channel | undefined;
  readonly locale?: string | undefined;
}

/** A request with its drawn code and its hashes. What follows is pure. */
export interface PreparedRequest {
  readonly input: CheckedRequest;
  readonly challengeId: ChallengeId;
  readonly code: string;
  readonly hasher: CodeHasher;
  /** The channels over which this process can send. */
  readonly served: readonly Channel[];
}

/** Why no code is sent. */
export type RequestFailure =
  | Exclude<SpendingFailure, CodeRequired>
  | IdempotencyKeyReused
  | MemberLocked
  | NoDelivery
  | TooManyCodes
  | TooManyHolds;

/** Draws the code of a request, and names its challenge. */
export function prepareRequest(input: CheckedRequest, host: CodesHost): Result<PreparedRequest, NoOtpSecret> {
  const { program, messenger } = host;
  return codeMakerOf(host).map(({ hasher, random }) => ({
    input,
    // Not drawn at random: a repeated request has the same id, whether or not the first made a challenge.
    challengeId: hasher.challengeIdOf(program.programId, fingerprintOfCommand('requestRedemption', input)),
    code: drawCode(random.bytes, codesSection.of(program).digits),
    hasher: forOneCall(hasher),
    served: messenger.served,
  }));
}

/** What the fingerprint is taken of. It has the member in place of the phone, so that no trace of a phone stays. */
export function identityOfRequest(request: PreparedRequest, book: Book): object {
  const by = request.input.phone === undefined ? 'id' : 'phone';
  return { ...request.input, phone: undefined, memberId: memberIdOf(request, book), by };
}

/** The records that a request starts from. */
export function requestReads({ input, challengeId }: PreparedRequest): readonly Ref[] {
  const { memberId, phone: number, invoiceId } = input;
  return [
    challenges.at(challengeId),
    ...(invoiceId === undefined ? [] : [invoices.at(invoiceId)]),
    ...(memberId === undefined ? [] : memberReads(memberId, input)),
    ...(number === undefined ? [] : [profiles.by('phone', number)]),
  ];
}

/** A request is known by the entry of its hold. */
export const recallRequest = {
  find(request, book) {
    const redemption = redemptionOf(request, book);
    const held = redemption && entryOfStep(book, redemption, 'redeem');
    if (held === null) return null;
    const challengeId = (held.effect.hold?.guard as ChallengeId | undefined) ?? request.challengeId;
    return { fingerprint: held.command?.fingerprint ?? '', did: { challengeId, issued: null } };
  },
  reused: ({ input }) => idempotencyKeyReused('redemptionId', input.redemptionId),
  /** Nothing is sent for a repetition, unless it is this very call, whose commit had no answer. */
  resume({ hasher, code }, { challengeId }, book) {
    const challenge = book.get(challenges, challengeId);
    if (challenge?.state !== 'open') return null;
    const profile = book.get(profiles, challenge.memberId);
    const asked = issuedBefore(book, hasher, challenge, profile, code);
    return asked && ok(asked);
  },
} satisfies Recall<PreparedRequest, CodeAsked, never>;

/** Sets points aside for a code that the customer is sent. Existence, policy, budgets, then the balance. */
export function decideRequest(
  request: PreparedRequest,
  book: Book,
  fingerprint: string,
): Result<CodeAsked, RequestFailure> {
  const { input, challengeId, code, hasher, served } = request;
  const redemption = redemptionOf(request, book);
  if (redemption === null) return err(unknownMember(null));
  const { memberId, redemptionId } = redemption;
  // The member who had the phone before asked for the same: the challenge stays with that member.
  if (book.get(challenges, challengeId) !== null) return err(idempotencyKeyReused('redemptionId', redemptionId));
  const policy = codesSection.of(book.program);
  return openPriced(book, redemption).andThen((spending): Result<CodeAsked, RequestFailure> => {
    const profile = book.get(profiles, memberId);
    ledgerHolds(profile !== null, 'a member has a profile');
    const { posting } = spending.payer.buyer;
    return codeDelivery(profile, policy, served, input.channel ?? null).andThen((delivery) => {
      const destination = hasher.destinationOf(delivery.address);
      const counted = budgetsOf(book, memberId, destination);
      const now = budgetNow(counted, posting.now);
      return checkLock(counted, memberId, policy, now)
        .andThen(() => checkWait(counted, policy, now))
        .andThen(() => checkBalance(spending))
        .andThen(withRoomForHold)
        .andThen(({ price: { points, value } }): Result<CodeAsked, TooManyCodes> => {
          const order = { ...redemption, guard: challengeId };
          const { hold } = putHold(book, order, spending, fingerprint);
          const { deadline, rewardId, invoiceId } = hold;
          // A budget may hold a later time than a clock that was set back. Then the code would end before it is sent.
          if (now >= deadline) return err(tooManyCodes('between-sends', now));
          const actor = actorOf(redemption);
          const bound = { challengeId, memberId, redemptionId, points, value, rewardId, invoiceId, actor, deadline };
          const unused = { marks: [], attempts: 0, guesses: [], state: 'open', usedBy: null } as const;
          return ok(
            issueCode(book, hasher, { ...bound, ...unused }, 1, { ...delivery, code, destination }, counted, now),
          );
        });
    });
  });
}

function redemptionOf(request: PreparedRequest, book: Book): Redemption | null {
  const memberId = memberIdOf(request, book);
  if (memberId === null) return null;
  const { redemptionId, points, rewardId, plu, invoiceId, saleTotal, actor } = request.input;
  const redemption = { memberId, redemptionId, points, rewardId, plu, invoiceId, saleTotal, actor };
  book.demand(memberReads(memberId, redemption));
  return redemption;
}

function memberIdOf({ input: { memberId, phone: number } }: PreparedRequest, book: Book): MemberId | null {
  if (memberId !== undefined) return memberId;
  invariant(number !== undefined, 'a request names its member in one way');
  return book.find(profiles, 'phone', number) as MemberId | null;
}

function memberReads(memberId: MemberId, { redemptionId }: Pick<Redemption, 'redemptionId'>): readonly Ref[] {
  return [
    accounts.at(memberId),
    profiles.at(memberId),
    budgets.at(`member:${memberId}`),
    stepRef({ memberId, redemptionId }, 'redeem'),
  ];
}
