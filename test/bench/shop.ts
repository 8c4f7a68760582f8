import type { ProgramDefinition, SaveInvoiceCommand } from '@pointbook/core';

/**
 * The program of the benchmarks: a point for each 1,000 rupiah, which lasts a year and then to the end of its month.
 */
export const shop: ProgramDefinition = {
  programId: 'warung',
  name: 'Warung Ayu',
  timeZone: 'Asia/Jakarta',
  currency: 'IDR',
  earn: { rules: [{ ruleId: 'base', earn: { per: 'amount', points: 1, of: 1000 } }] },
  expiry: { kind: 'after', period: { unit: 'months', count: 12 }, roundTo: 'month-end' },
};

export const memberCount = 10_000;

/** The id of a member, from 0. */
export function memberIdOf(index: number): string {
  return `C-${String(index).padStart(6, '0')}`;
}

/** The member with a long history; no till rings up a sale to this one. */
export const heavyMemberId = 'C-heavy';
export const heavyEntries = 100_000;

/** A sale as a till rings it up: three lines, and nothing left out that the ledger keeps. */
export interface TillSale extends SaveInvoiceCommand {
  readonly memberId: string;
  readonly actor: string;
  readonly lines: readonly TillLine[];
}

export interface TillLine {
  readonly lineId: string;
  readonly sku: string;
  readonly category: string;
  readonly quantity: string;
  readonly net: number;
  readonly tax: number;
}

/** Rings up sales to random ones of the first members; two tills of the same name ring up the same sales. */
export function openTill(name: string, members = memberCount): () => TillSale {
  const random = randomFrom(1);
  let sales = 0;
  return () => {
    const lines = [line('1', random), line('2', random), line('3', random)];
    return {
      invoiceId: `INV-${name}-${String(++sales).padStart(8, '0')}`,
      memberId: memberIdOf(random(members)),
      currency: 'IDR',
      total: lines.reduce((total, { net, tax }) => total + net + tax, 0),
      lines,
      actor: 'staff-3',
    };
  };
}

function line(lineId: string, random: Random): TillLine {
  const net = 5000 + 100 * random(600);
  return {
    lineId,
    sku: `SKU-${String(random(2000)).padStart(4, '0')}`,
    category: 'food',
    quantity: '1',
    net,
    tax: net / 10,
  };
}

/** A whole number from 0, below the limit. */
type Random = (limit: number) => number;

/** The same numbers in every run (Mulberry32). */
function randomFrom(seed: number): Random {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  };
}
