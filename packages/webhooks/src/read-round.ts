import type { MemberId, ShownLine, StoreError } from '@pointbook/core';
import { readClock } from '@pointbook/core/till';
import { err, ok, type Result } from 'neverthrow';
import type { Endpoint, FeedPlace } from './endpoint.ts';
import type { Lane } from './lane.ts';
import { type Waiting, waitingKey, waitings } from './waiting.ts';
import type { WebhooksHost } from './webhooks-host.ts';

/** What is to be sent in one round, and what is written whatever becomes of it. */
export interface Round {
  readonly lanes: readonly Lane[];
  /** Members who wait, with what came behind since. */
  readonly behind: readonly Waiting[];
  /** Where the endpoint is then. */
  readonly place: FeedPlace | null;
}

/** The ledger does not have the entry at the place of the endpoint. */
export interface PlaceUnknown {
  readonly kind: 'place-unknown';
  readonly message: string;
}

/** Members in one round, and entries of one of them. */
const roundSize = 100;
/** Entries of one page, and pages in one round, where the entries are older than what the endpoint is sent. */
const skipped = 1000;
const skippedPages = 20;

/** Reads what is to be sent next: what waited long enough, or else what the feed has. Null where there is nothing. */
export async function readRound(
  host: WebhooksHost,
  endpoint: Endpoint,
): Promise<Result<Round | null, StoreError | PlaceUnknown>> {
  const list = { list: 'next', value: endpoint.endpointId };
  const waiting = await host.reads.list(waitings, list, null, roundSize);
  if (waiting.isErr()) return err(waiting.error);
  const now = readClock(host.clock);
  const due = waiting.value.filter(({ nextAt }) => nextAt <= now);
  return due.length > 0 ? dueRound(host, endpoint, due) : feedRound(host, endpoint, waiting.value.length > 0);
}

async function dueRound(
  { reads }: WebhooksHost,
  { place }: Endpoint,
  due: readonly Waiting[],
): Promise<Result<Round, StoreError>> {
  const lanes: Lane[] = [];
  for (const waiting of due) {
    const { memberId, to, attempts } = waiting;
    const from = waiting.from ?? to;
    const last = Math.min(to, from + roundSize - 1);
    const found = await reads.statement(memberId, last + 1, last - from + 1);
    if (found.isErr()) return err(found.error);
    lanes.push({ memberId, lines: found.value.toReversed(), to, attempts, waiting });
  }
  return ok({ lanes, behind: [], place });
}

async function feedRound(
  { reads }: WebhooksHost,
  endpoint: Endpoint,
  someWait: boolean,
): Promise<Result<Round | null, StoreError | PlaceUnknown>> {
  const page = await wantedPage(reads, endpoint);
  if (page.isErr()) return err(page.error);
  const { place, lines } = page.value;
  if (place === endpoint.place) return ok(null);
  const lanes: Lane[] = [];
  const behind: Waiting[] = [];
  for (const [memberId, own] of byMember(lines)) {
    const first = own[0]?.sequence ?? 0;
    const to = own.at(-1)?.sequence ?? first;
    const found = someWait ? await reads.get(waitings, waitingKey(endpoint.endpointId, memberId)) : ok(null);
    if (found.isErr()) return err(found.error);
    const waiting = found.value;
    if (waiting === null || waiting.from === null) lanes.push({ memberId, lines: own, to, attempts: 0, waiting: null });
    else behind.push({ ...waiting, from: Math.min(waiting.from, first), to: Math.max(waiting.to, to) });
  }
  return ok({ lanes, behind, place });
}

/** The next entries that the endpoint is sent, and the place behind them. */
async function wantedPage(
  reads: WebhooksHost['reads'],
  { place, since }: Endpoint,
): Promise<Result<{ place: FeedPlace | null; lines: readonly ShownLine[] }, StoreError | PlaceUnknown>> {
  for (let after = place, limit = roundSize, pages = 1; ; limit = skipped, pages += 1) {
    const fed = await reads.feed(after, limit);
    if (fed.isErr()) return err(fed.error);
    if (fed.value === null) return err(placeUnknown);
    const wanted = fed.value.filter(({ postedAt }) => postedAt >= since).slice(0, roundSize);
    const last = wanted.length < roundSize ? fed.value.at(-1) : wanted.at(-1);
    if (last !== undefined) after = placeOf(last);
    if (wanted.length > 0 || fed.value.length < limit || pages === skippedPages)
      return ok({ place: after, lines: wanted });
  }
}

function byMember(lines: readonly ShownLine[]): Map<MemberId, ShownLine[]> {
  const members = new Map<MemberId, ShownLine[]>();
  for (const line of lines) members.set(line.memberId, [...(members.get(line.memberId) ?? []), line]);
  return members;
}

function placeOf({
  position,
  memberId,
  sequence,
}: {
  position: number;
  memberId: MemberId;
  sequence: number;
}): FeedPlace {
  return { position, memberId, sequence };
}

const placeUnknown: PlaceUnknown = {
  kind: 'place-unknown',
  message: 'The ledger was restored to a time before the last event; call replayEvents with a date before that.',
};
