import type { Entry } from '@pointbook/core';
import {
  type Check,
  command,
  entries,
  forms,
  type Plugin,
  query,
  type ReadingHost,
  type Reads,
  record,
  type Reaction,
  rowCodec,
  standardShape,
  type StandardSchema,
} from '@pointbook/core/plugin';
import { err, ok, okAsync } from 'neverthrow';

/** How many pieces of a reward there are, and who has one set aside. */
export interface Stock {
  readonly rewardId: string;
  readonly pieces: number;
  /**
   * One for each open hold; it counts until its own deadline, so that a hold that lapsed gives its piece back by
   * itself.
   */
  readonly reserved: readonly Reservation[];
}

interface Reservation {
  readonly memberId: string;
  readonly redemptionId: string;
  readonly until: number;
}

const written = forms.row<Omit<Stock, 'rewardId'>>({
  pieces: forms.figure(),
  reserved: forms.list(
    forms.row<Reservation>({ memberId: forms.text(), redemptionId: forms.text(), until: forms.figure() }),
  ),
});

const stocks = record<Stock>({
  kind: 'stock',
  format: 1,
  codec: rowCodec<Stock, 'rewardId'>(written, { ofKey: (rewardId) => ({ rewardId }) }),
  key: ({ rewardId }) => rewardId,
  columns: { pieces: { field: 'pieces', type: 'integer' } },
});

/** Says how many pieces there are. */
export interface SetStockCommand {
  readonly rewardId: string;
  /** A whole number, 0 or more. */
  readonly pieces: number;
}

/** Asks how many pieces can be had now. */
export interface StockQuery {
  readonly rewardId: string;
}

const setStock = command({
  name: 'setStock',
  input: standardShape<SetStockCommand, SetStockCommand>(checked(['rewardId', 'pieces'])),
  failures: {},
  joins: 'host',
  reads: ({ rewardId }) => [stocks.at(rewardId)],
  recall: 'runs-again',
  decide({ rewardId, pieces }, book) {
    const reserved = book.get(stocks, rewardId)?.reserved ?? [];
    book.put(stocks, { rewardId, pieces, reserved });
    return ok({ pieces });
  },
  receipt: (did) => did,
});

const getStock = query({
  name: 'getStock',
  input: standardShape<StockQuery, StockQuery>(checked(['rewardId'])),
  failures: {},
  answer: async ({ rewardId }, { reads, clock }: ReadingHost) =>
    reads.get(stocks, rewardId).map((kept) => kept && { pieces: kept.pieces, free: freePieces(kept, clock.now()) }),
});

/** A piece is set aside with the hold, taken with the redemption, and given back when the hold ends otherwise. */
const keepInStep: Reaction<Entry> = {
  on: entries,
  react({ after: entry }, book) {
    const rewardId = entry?.effect.hold?.rewardId ?? entry?.reference?.detail;
    if (entry?.kind !== 'redemption' || typeof rewardId !== 'string') return ok();
    const kept = book.get(stocks, rewardId);
    if (kept === null) return ok();
    const mine = { memberId: entry.memberId, redemptionId: entry.reference?.id ?? '' };
    const others = kept.reserved.filter((each) => each.until > book.now && !isSame(each, mine));
    const hold = entry.effect.hold;
    if (hold) {
      if (freePieces(kept, book.now) === 0) return err(outOfStock(rewardId));
      book.put(stocks, { ...kept, reserved: [...others, { ...mine, until: hold.deadline }] });
    } else if (entry.cause === 'hold-captured') {
      book.put(stocks, { ...kept, pieces: kept.pieces - 1, reserved: others });
    } else if (entry.cause === 'points-redeemed') {
      if (freePieces(kept, book.now) === 0) return err(outOfStock(rewardId));
      book.put(stocks, { ...kept, pieces: kept.pieces - 1 });
    } else {
      book.put(stocks, { ...kept, reserved: others });
    }
    return ok();
  },
};

/** There are no fewer than no pieces. */
const whole: Check<Stock, Reads> = {
  on: stocks,
  findings: (page) =>
    okAsync(
      page
        .filter(({ pieces }) => pieces < 0)
        .map(({ rewardId, pieces }) => {
          const problem = `There are ${pieces} pieces of ${rewardId}.`;
          return { memberId: null, sequence: null, problem };
        }),
    ),
};

/** Stock of rewards: what is out of stock can be neither held nor redeemed. */
export function stock() {
  return {
    name: 'stock',
    verbs: { setStock, getStock },
    records: [stocks],
    reactions: [keepInStep],
    checks: [whole],
  } as const satisfies Plugin<'stock'>;
}

function freePieces({ pieces, reserved }: Stock, now: number): number {
  return Math.max(0, pieces - reserved.filter(({ until }) => until > now).length);
}

function isSame(a: Omit<Reservation, 'until'>, b: Omit<Reservation, 'until'>): boolean {
  return a.memberId === b.memberId && a.redemptionId === b.redemptionId;
}

function outOfStock(rewardId: string) {
  return { kind: 'out-of-stock', message: `Nothing is left of ${JSON.stringify(rewardId)}.`, rewardId };
}

/** A small schema by hand; any library that follows standardschema.dev will do. */
function checked<Value>(fields: readonly (keyof Value & string)[]): StandardSchema<Value, Value> {
  return {
    '~standard': {
      validate(value) {
        const given = value as Readonly<Record<string, unknown>>;
        const missing = fields.find((field) => given[field] === undefined);
        return missing === undefined
          ? { value: value as Value }
          : { issues: [{ message: 'it is missing', path: [missing] }] };
      },
    },
  };
}
