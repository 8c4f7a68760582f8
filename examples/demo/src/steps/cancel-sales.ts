import type { Pointbook, RefundInvoiceCommand, RefundReceipt, UnknownInvoice } from '@pointbook/core';
import { errAsync, ok, okAsync, type ResultAsync, safeTry } from 'neverthrow';
import type { Failure } from '../failure.ts';
import { type Cancellation, netOf, type ShopDay, soldLine } from '../file/shop-day.ts';
import type { Ledgers } from '../ledgers.ts';

/** What became of a cancellation: a refund, or an error with a name. */
export interface CancellationOutcome {
  readonly cancellation: Cancellation;
  readonly outcome: RefundReceipt | UnknownInvoice;
}

/** Takes back what the cancellations say, in both programs; tells what the first one answered. */
export function cancelSales({ both }: Ledgers, day: ShopDay): ResultAsync<readonly CancellationOutcome[], Failure> {
  return safeTry(async function* () {
    const outcomes: CancellationOutcome[] = [];
    for (const cancellation of day.cancellations) {
      const command = commandFor(cancellation, day);
      const [first, second] = both;
      const outcome = yield* refund(first, command);
      yield* refund(second, command);
      outcomes.push({ cancellation, outcome });
    }
    return ok(outcomes);
  });
}

/** A sale that the ledger does not know is an answer like any other; what else goes wrong ends the story. */
function refund(
  ledger: Pointbook,
  command: RefundInvoiceCommand,
): ResultAsync<CancellationOutcome['outcome'], Failure> {
  return ledger
    .refundInvoice(command)
    .orElse((failure) => (failure.kind === 'unknown-invoice' ? okAsync(failure) : errAsync(failure)));
}

function commandFor(cancellation: Cancellation, { sales }: ShopDay): RefundInvoiceCommand {
  const sale = sales.find(({ number }) => number === cancellation.takesBackFrom);
  return {
    invoiceId: cancellation.takesBackFrom,
    refundId: cancellation.number,
    lines: cancellation.lines.map((line, index) => ({
      lineId: String((sale && soldLine(sale, line)) ?? index + 1),
      quantity: String(-line.pieces),
      net: -netOf(line),
    })),
  };
}
