import { createPointbook } from '@pointbook/core';
import { jobs } from '@pointbook/core/jobs';
import type { RecordStore } from '@pointbook/core/store';
import { memoryStore } from '@pointbook/memory';
import { fakeClock } from '@pointbook/testing';
import { type WebhookEvent, webhooks, type WebhooksOptions } from '@pointbook/webhooks';

export const secret = 'the secret that all processes of the shop share';
export const url = 'https://crm.example/pointbook';
const opening = Date.UTC(2026, 0, 5, 3);

export const program = {
  programId: 'shop',
  name: 'Shop',
  timeZone: 'UTC',
  currency: 'EUR',
  earn: { rules: [{ ruleId: 'base', earn: { per: 'amount', points: 1, of: 1 } }] },
} as const;

/** A request that a receiver got. */
export interface Got {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly event: WebhookEvent;
  /** The member and the number of the entry: `ayu 1`. */
  readonly name: string;
}

/** What a receiver answers. */
export type Answer = (got: Got) => number | Error;

/** A shop with a receiver that answers as it is told; names have a public address. */
export function openShop(more: Partial<WebhooksOptions> = {}, store: RecordStore = memoryStore()) {
  const clock = fakeClock(new Date(opening));
  const got: Got[] = [];
  const receiver: { answer: Answer } = { answer: () => 204 };
  const fetch = async (to: unknown, init?: RequestInit): Promise<Response> => {
    const body = init?.body as string;
    const event = JSON.parse(body) as WebhookEvent;
    const name = `${event.data.memberId} ${event.data.sequence}`;
    const request: Got = { url: String(to), headers: init?.headers as Record<string, string>, body, event, name };
    got.push(request);
    const answer = receiver.answer(request);
    if (answer instanceof Error) throw answer;
    return new Response(null, { status: answer });
  };
  const plugins = [jobs(), webhooks({ secret, fetch, resolve: async () => ['93.184.215.14'], ...more })] as const;
  const pointbook = createPointbook({ program, store, clock, plugins });
  let sales = 0;
  return {
    pointbook,
    clock,
    store,
    receiver,
    got,
    /** The names of what arrived since it was asked last. */
    arrived: () => got.splice(0).map(({ name }) => name),
    save: async (endpointId = 'crm') => (await pointbook.webhooks.saveEndpoint({ endpointId, url }))._unsafeUnwrap(),
    /** Each member buys something. */
    async sell(...members: string[]) {
      for (const memberId of members) {
        (await pointbook.saveMember({ memberId }))._unsafeUnwrap();
        const invoiceId = `INV-${(sales += 1)}`;
        (await pointbook.saveInvoice({ invoiceId, memberId, currency: 'EUR', total: 10 }))._unsafeUnwrap();
      }
    },
    deliver: async (query: { limit?: number; signal?: AbortSignal } = {}) =>
      (await pointbook.webhooks.deliverDue(query))._unsafeUnwrap(),
  };
}
