import type { InvalidCommand, MemberId, Page, PageQuery, ReadingHost, StoreError } from '@pointbook/core';
import { query } from '@pointbook/core/plugin';
import { shape, strict } from '@pointbook/core/shapes';
import { notACursor, pageFields, pageOf, usualPage } from '@pointbook/core/till';
import { err, ok, type Result } from 'neverthrow';
import { type DeadLetter, deadKey, deadLetters } from './dead-letter.ts';
import type { UnknownEndpoint } from './endpoint.ts';
import { endpointFields, type EndpointQuery } from './endpoint-fields.ts';
import { readEndpoint } from './list-endpoints.ts';
import { type Waiting, waitingKey, waitings } from './waiting.ts';

/** Which page, of which endpoint. */
export interface UndeliveredQuery extends EndpointQuery, PageQuery {}

/** An event that was given up. */
export interface DeadLetterLine extends Pick<DeadLetter, 'memberId' | 'sequence' | 'problem'> {
  /** When it was given up. */
  readonly givenUpAt: Date;
}

/** A member whose entries wait for another attempt. */
export interface WaitingLine {
  /** The member whose entries they are. */
  readonly memberId: MemberId;
  /** The number of the entry that is sent again. */
  readonly from: number;
  /** The number of the last entry that waits behind it. */
  readonly to: number;
  /** How often the first one was sent in vain. */
  readonly attempts: number;
  /** When it is sent again. */
  readonly nextAt: Date;
  /** Why it was not taken; null where it was not sent. */
  readonly problem: string | null;
}

type Failure = StoreError | InvalidCommand | UnknownEndpoint;

const input = () => shape<UndeliveredQuery>()(strict({ ...endpointFields, ...pageFields }));

/**
 * Reads one page of the events that an endpoint was given up on, newest first. `replayEvents` sends them again.
 *
 * @remarks Fails with `unknown-endpoint`, `invalid-command` and the errors of the store. `store-locked` and
 * `store-unavailable` are retryable.
 *
 * @example
 * ```ts
 * const page = await pointbook.webhooks.listDeadLetters({ endpointId: 'crm' });
 * if (page.isOk()) for (const { memberId, sequence, problem } of page.value.items) print(memberId, sequence, problem);
 * ```
 */
export const listDeadLetters = query({
  name: 'listDeadLetters',
  route: 'GET /webhooks/{endpointId}/dead-letters',
  input: input(),
  failures: { 'unknown-endpoint': true },
  async answer(
    { endpointId, limit = usualPage, cursor },
    host: ReadingHost,
  ): Promise<Result<Page<DeadLetterLine>, Failure>> {
    const after = readCursor(cursor);
    if (after.isErr()) return err(after.error);
    const endpoint = await readEndpoint(host, endpointId);
    if (endpoint.isErr()) return err(endpoint.error);
    const place = after.value && {
      rank: 0 - after.value.at,
      key: deadKey(endpointId, after.value.memberId, after.value.sequence),
    };
    const found = await host.reads.list(deadLetters, { list: 'open', value: endpointId }, place, limit + 1);
    const line = ({ memberId, sequence, problem, givenUpAt }: DeadLetter) => ({
      memberId,
      sequence,
      problem,
      givenUpAt: new Date(givenUpAt),
    });
    return found.map((page) =>
      pageOf(page, limit, line, ({ givenUpAt, memberId, sequence }) => `${givenUpAt} ${sequence} ${memberId}`),
    );
  },
});

/**
 * Reads one page of the members whose entries wait for another attempt, the next one first.
 *
 * @remarks Fails with `unknown-endpoint`, `invalid-command` and the errors of the store. `store-locked` and
 * `store-unavailable` are retryable.
 *
 * @example
 * ```ts
 * const page = await pointbook.webhooks.listWaiting({ endpointId: 'crm' });
 * if (page.isOk()) for (const { memberId, attempts, nextAt } of page.value.items) print(memberId, attempts, nextAt);
 * ```
 */
export const listWaiting = query({
  name: 'listWaiting',
  route: 'GET /webhooks/{endpointId}/waiting',
  input: input(),
  failures: { 'unknown-endpoint': true },
  async answer(
    { endpointId, limit = usualPage, cursor },
    host: ReadingHost,
  ): Promise<Result<Page<WaitingLine>, Failure>> {
    const after = readCursor(cursor);
    if (after.isErr()) return err(after.error);
    const endpoint = await readEndpoint(host, endpointId);
    if (endpoint.isErr()) return err(endpoint.error);
    const place = after.value && { rank: after.value.at, key: waitingKey(endpointId, after.value.memberId) };
    const found = await host.reads.list(waitings, { list: 'next', value: endpointId }, place, limit + 1);
    const line = ({ memberId, from, to, attempts, nextAt, problem }: Waiting) => ({
      memberId,
      from: from ?? to,
      to,
      attempts,
      nextAt: new Date(nextAt),
      problem,
    });
    return found.map((page) =>
      pageOf(page, limit, line, ({ nextAt, from, memberId }) => `${nextAt} ${from} ${memberId}`),
    );
  },
});

/** Where a page ended: an instant, the number of an entry, and its member. */
function readCursor(cursor: string | undefined): Result<ShownPlace | null, InvalidCommand> {
  if (cursor === undefined) return ok(null);
  const [, at, sequence, memberId] = /^(\d{1,15}) (\d{1,16}) (.+)$/su.exec(cursor) ?? [];
  return memberId === undefined ? err(notACursor()) : ok({ at: Number(at), sequence: Number(sequence), memberId });
}

interface ShownPlace {
  readonly at: number;
  readonly sequence: number;
  readonly memberId: string;
}
