import { floor, fraction } from './fraction.ts';
import { ledgerHas } from './features.ts';
import type { RandomLine, Step } from './random-year.ts';
import type { Command } from './run.ts';
import type { SaveInvoice } from './sales.ts';
import type { RefundInvoice } from './refunds.ts';
import { leftToPay, worthOfSale } from './settle.ts';
import { balanceOf, memberOf, type Sale, type Shop, partyOf } from './shop.ts';
import { isForgotten } from './account.ts';

const members = ['ayu', 'budi'];
const day = 86_400_000;

/** What a step is as a command, with what is in the shop; null where there is nothing to do it to. */
export function commandOf(shop: Shop, step: Step, before: readonly Command[]): Command | null {
  const memberId = 'member' in step ? (members[step.member] ?? '') : '';
  const invoiceId = 'sale' in step && step.sale !== null ? `S${step.sale}` : undefined;
  const sale = shop.sales[invoiceId ?? ''];
  const actor = 'ann';
  if (step.does === 'again') return before.at(-1 - step.ago) ?? null;
  // What another save means of a sale that did not happen is nowhere said.
  if (step.does === 'sell')
    return sale && sale.voidedBy.length > 0 ? null : { verb: 'saveInvoice', input: sell(shop, step, sale) };
  if (step.does === 'adjust') {
    const direction = step.points < 0 ? 'deduct' : 'add';
    const input = {
      memberId,
      points: Math.abs(step.points),
      direction,
      idempotencyKey: `adjust ${before.length}`,
      ...staff,
    };
    return { verb: 'adjustPoints', input } as Command;
  }
  if (step.does === 'take goods')
    return {
      verb: 'returnWithoutSale',
      input: { memberId, returnId: `N${step.id}`, sale: { currency: 'EUR', total: step.total } },
    };
  if (step.does === 'release') return { verb: 'releaseHold', input: { memberId, redemptionId: `D${step.id}` } };
  if (step.does === 'undo') {
    const points = Math.max(1, partOf(shop.redemptions[`${memberId} D${step.id}`]?.points ?? 0, step.part));
    return {
      verb: 'undoRedemption',
      input: { memberId, redemptionId: `D${step.id}`, undoId: `U${before.length}`, points },
    };
  }
  if (step.does === 'redeem' || step.does === 'hold' || step.does === 'capture')
    return spend(shop, step, memberId, step.sale === null ? undefined : sale);
  if (sale === undefined || invoiceId === undefined) return null;
  switch (step.does) {
    case 'refund':
      return { verb: 'refundInvoice', input: refund(shop, sale, step) };
    case 'void':
      return { verb: 'voidInvoice', input: { invoiceId, refundId: `V${step.id}` } };
    case 'reinstate':
      return { verb: 'reinstateInvoice', input: { invoiceId, reinstatementId: `I${step.id}` } };
    case 'pay': {
      const amount = Math.max(1, partOf(leftToPay(shop, sale), step.part));
      return { verb: 'recordPayment', input: { invoiceId, paymentId: `P${step.id}`, currency: 'EUR', amount } };
    }
    case 'approve':
      if (!shop.rules.earn.approvePayments) return null;
      return { verb: 'approvePayment', input: { invoiceId, paymentId: `P${step.id}`, actor } };
    case 'bounce':
      return {
        verb: 'reversePayment',
        input: { invoiceId, paymentId: `P${step.id}`, reversalId: `X${before.length}` },
      };
    case 'claim':
      return { verb: 'claimInvoice', input: { invoiceId, memberId, idempotencyKey: `claim ${step.id}` } };
    case 'move':
      if (sale.memberId === memberId && !ledgerHas.has('move-to-same-member')) return null;
      return {
        verb: 'reassignInvoice',
        input: { invoiceId, toMemberId: memberId, idempotencyKey: `move ${before.length}`, actor } as never,
      };
  }
}

type WrittenLine = NonNullable<SaveInvoice['lines']>[number];

const staff = { actor: 'ann', reason: 'a gift' };
const partOf = (all: number, twelfths: number): number => floor(fraction(all * twelfths, 12));

function sell(shop: Shop, step: Extract<Step, { does: 'sell' }>, known: Sale | undefined): SaveInvoice {
  const lines = usual(step.lines.map(written), known);
  const values = lines.reduce((all, { net, tax = 0 }) => all + net + tax, 0);
  const total = Math.max(0, (lines.length === 0 ? 120 : values) + step.gap + step.rounding);
  const memberId = members[step.buyer];
  const soldAt = new Date(shop.now - step.daysAgo * day);
  const dates = step.daysAgo > 0 && (known === undefined || canCorrect(shop, known));
  const revision = { none: undefined, next: (known?.revision ?? 0) + 1, old: 1 }[step.revision];
  return {
    invoiceId: `S${step.sale}`,
    currency: 'EUR',
    total,
    ...(step.rounding === 0 ? {} : { rounding: step.rounding }),
    ...(lines.length === 0 ? {} : { lines }),
    ...(memberId === undefined ? {} : { memberId }),
    ...(dates ? { soldAt } : {}),
    ...(revision === undefined ? {} : { revision }),
  };
}

/** Whether the ledger can move the points of that sale to another date. */
function canCorrect(shop: Shop, sale: Sale): boolean {
  if (!ledgerHas.has('corrected-date')) return false;
  if (shop.rules.expiry.kind === 'inactivity' && !ledgerHas.has('own-lapses-by-inactivity')) return false;
  if (shop.rules.earn.pendingDays > 0 && !ledgerHas.has('corrected-date-of-pending')) return false;
  if (sale.memberId === null || ledgerHas.has('corrected-date-of-forgotten')) return true;
  const { account } = memberOf(structuredClone(shop), sale.memberId);
  const { grants } = partyOf(sale, sale.memberId);
  return !grants.some(({ end }) => isForgotten(shop.rules, account, end, shop.now));
}

/** No line that came back becomes one below 0, and an exchange brings back no more than was bought. */
function usual(lines: readonly WrittenLine[], known: Sale | undefined): readonly WrittenLine[] {
  const returned = new Set(known?.takenBack.flatMap(({ goods }) => goods ?? []).map(({ lineId }) => lineId));
  const kept = lines.map((line, index) =>
    line.net < 0 && returned.has(String(index + 1)) ? { ...line, net: 50 } : line,
  );
  const isExchange = ({ net, sku, category }: WrittenLine) => net < 0 && (sku !== undefined || category !== undefined);
  const bought = kept.reduce((all, { net }) => all + Math.max(0, net), 0);
  const brought = kept.filter(isExchange).reduce((all, { net }) => all - net, 0);
  return brought <= bought ? kept : kept.filter((line) => !isExchange(line));
}

function written({ net, tax, quantity, sku, category, discount }: RandomLine): WrittenLine {
  return {
    net,
    quantity,
    ...(net <= 0 || tax === 0 ? {} : { tax }),
    ...(sku === null ? {} : { sku }),
    ...(category === null ? {} : { category }),
    ...(discount === 0 ? {} : { discount }),
  };
}

function refund(shop: Shop, sale: Sale, step: Extract<Step, { does: 'refund' }>): RefundInvoice {
  const { kept, lines } = worthOfSale(shop, sale);
  const goods = lines.filter(({ isGoods, line }) => isGoods && line.lineId !== '');
  const named = [...new Set(step.lines.map(({ line }) => line))].flatMap((index) => goods[index] ?? []);
  const stating = step.lines.every(({ amount }) => amount !== null);
  const of = named.map(({ line }, index) => {
    const { pieces = null, amount = null } = step.lines[index] ?? {};
    return {
      lineId: line.lineId,
      ...(pieces === null ? {} : { quantity: pieces }),
      ...(stating && amount !== null ? { net: amount, tax: 0 } : {}),
    };
  });
  const value = step.value === null && of.length > 0 ? {} : { value: Math.max(1, partOf(kept, step.value ?? 6)) };
  return {
    invoiceId: sale.invoiceId,
    refundId: `R${step.id}`,
    ...(stating && of.length > 0 ? {} : value),
    ...(of.length === 0 ? {} : { lines: of }),
  };
}

function spend(
  shop: Shop,
  step: Extract<Step, { does: 'redeem' | 'hold' | 'capture' }>,
  memberId: string,
  sale: Sale | undefined,
): Command {
  const redemptionId = `D${step.id}`;
  const { account } = shop.members[memberId] ?? {};
  const { available = 0 } = balanceOf(structuredClone(shop), memberId) ?? {};
  const on = sale === undefined ? {} : { invoiceId: sale.invoiceId };
  if (step.does === 'capture') {
    const hold = account?.holds.find((each) => each.redemptionId === redemptionId);
    const points = Math.max(1, partOf(hold?.points ?? 1, step.part));
    const part = step.part === 12 ? {} : { points };
    const later = hold?.invoiceId == null ? on : {};
    return { verb: 'captureHold', input: { memberId, redemptionId, ...part, ...later } };
  }
  const most = sale === undefined ? available : Math.min(available, pointsWorth(shop, leftToPay(shop, sale)));
  const points = Math.max(1, partOf(most, step.part));
  return {
    verb: step.does === 'redeem' ? 'redeemPoints' : 'holdPoints',
    input: { memberId, redemptionId, points, ...on },
  };
}

/** About so many points pay so much. */
function pointsWorth({ rules }: Shop, money: number): number {
  const { points = 1, money: worth = 1 } = rules.redeem.rate ?? {};
  return Math.max(0, Math.ceil((money * points) / worth));
}
