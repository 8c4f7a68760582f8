import type { CodeRequired, RedemptionReceipt, StatementLine } from '@pointbook/core';
import type { CodeSentReceipt, WrongCode } from '@pointbook/core/codes';
import { err, ok, ResultAsync, safeTry } from 'neverthrow';
import { codeIn, type CustomersPhone } from '../customers-phone.ts';
import type { Failure } from '../failure.ts';
import type { Ledgers } from '../ledgers.ts';

/** How a redemption went that needs the customer's code. */
export interface SpendingWithACode {
  /** What spending without a code led to. */
  readonly refusal: CodeRequired;
  readonly request: CodeSentReceipt;
  /** Null where an earlier run asked for the code: nothing is sent a second time. */
  readonly message: string | null;
  /** The codes that were entered, in order, and what became of each. */
  readonly tries: readonly CodeTry[];
  /** The entry that an earlier run spent the points with. */
  readonly spentBefore: StatementLine | null;
}

export interface CodeTry {
  readonly code: string;
  readonly outcome: WrongCode | RedemptionReceipt;
}

const memberId = '17511';
const wanted = { memberId, points: 1_500 };

/** A refusal leaves the id free: with one id for both, the first call of a second run would find it taken. */
const withoutCode = { ...wanted, redemptionId: 'voucher-2' };
const withCode = { ...wanted, redemptionId: 'voucher-3' };

/**
 * From a range that Ofcom keeps for drama, 07700 900000 to 900999, so that it is nobody's:
 * https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
 */
const phoneNumber = '+44 7700 900123';

/** A member spends more points than go without a code. */
export function spendWithACode({ onSave }: Ledgers, phone: CustomersPhone): ResultAsync<SpendingWithACode, Failure> {
  return safeTry(async function* () {
    yield* onSave.updateMember({ memberId, changes: { phone: phoneNumber } });
    const refusal = yield* refused(onSave.redeemPoints(withoutCode), 'code-required');
    const request = yield* onSave.codes.requestRedemption(withCode);
    if (request.sent === null) {
      const spentBefore = yield* findSpending(onSave);
      return ok({ refusal, request, message: null, tries: [], spentBefore });
    }

    const { challengeId } = request;
    const message = phone.messages.at(-1) ?? '';
    const code = codeIn(message);
    const mistaken = withAnotherEnd(code);
    const wrong = yield* refused(onSave.codes.confirmRedemption({ challengeId, code: mistaken }), 'wrong-code');
    const right = yield* onSave.codes.confirmRedemption({ challengeId, code });
    const again = yield* onSave.codes.confirmRedemption({ challengeId, code });
    const tries = [
      { code: mistaken, outcome: wrong },
      { code, outcome: right },
      { code, outcome: again },
    ];
    return ok({ refusal, request, message, tries, spentBefore: null });
  });
}

/** The error that the story waits for is an answer like any other; what else comes ends the story. */
function refused<Receipt, Problem extends Failure, Kind extends Problem['kind']>(
  answer: ResultAsync<Receipt, Problem>,
  kind: Kind,
): ResultAsync<Extract<Problem, { readonly kind: Kind }>, Failure> {
  type Expected = Extract<Problem, { readonly kind: Kind }>;
  const isExpected = (failure: Problem): failure is Expected => failure.kind === kind;
  return new ResultAsync(
    answer.match(
      () => err({ kind: 'not-refused', message: `The ledger took what it should have refused as ${kind}` }),
      (failure) => (isExpected(failure) ? ok(failure) : err(failure)),
    ),
  );
}

/** What the redemption wrote in an earlier run; null where that run ended before the code was entered. */
function findSpending(onSave: Ledgers['onSave']) {
  const reference = { type: 'redemption', id: withCode.redemptionId } as const;
  return onSave
    .findEntries({ memberId, reference })
    .map(({ items }) => items.find(({ cause }) => cause === 'hold-captured') ?? null);
}

/** A code whose last digit is another, as people mistype it. */
function withAnotherEnd(code: string): string {
  return code.slice(0, -1) + ((Number(code.at(-1)) + 1) % 10);
}
