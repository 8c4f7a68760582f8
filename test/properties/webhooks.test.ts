import { createPointbook } from '@pointbook/core';
import { memoryStore } from '@pointbook/memory';
import { fakeClock } from '@pointbook/testing';
import { webhooks, type WebhookEvent } from '@pointbook/webhooks';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampled } from '../support/properties/sampled.ts';
import { monday, valueOf } from '../support/specification/specification.ts';
import { warung } from '../support/shops/warung.ts';

const minute = 60_000;
const members = Array.from({ length: 12 }, (_, index) => `M${index}`);
const crm = { endpointId: 'crm' };

/** What happens to a shop with an endpoint. */
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ sells: fc.subarray(members, { minLength: 1 }) }) },
    {
      weight: 4,
      arbitrary: fc.record({ delivers: fc.constantFrom(1, 2), stopsAfter: fc.integer({ min: 1, max: 30 }) }),
    },
    { weight: 2, arbitrary: fc.record({ passes: fc.integer({ min: 1, max: 5 }) }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom({ changes: 'pause' }, { changes: 'resume' }, { changes: 'replay' }, {
        changes: 'rotate',
      } as const),
    },
  ),
  { minLength: 5, maxLength: 40 },
);
/** What the receiver answers, again and again in this order: 0 for nothing. */
const answers = fc.array(fc.constantFrom(200, 204, 422, 500, 0), { minLength: 1, maxLength: 12 });

test('[webhooks] whatever a receiver answers, every entry arrives, and first in the order of its member', async () => {
  const run = fc.asyncProperty(steps, answers, async (history, pattern) => {
    const clock = fakeClock(monday);
    const store = memoryStore();
    /** What arrived, by the id of the event. */
    const seen = new Map<string, string>();
    const arrived: Record<string, number[]> = {};
    let requests = 0;
    let isBack = false;
    let stop = { after: 0, controller: new AbortController() };
    const fetch = async (_: unknown, init?: RequestInit): Promise<Response> => {
      const status = isBack ? 200 : (pattern[(requests += 1) % pattern.length] ?? 0);
      if ((stop.after -= 1) === 0) stop.controller.abort();
      if (status === 0) throw new TypeError('fetch failed');
      const { data } = JSON.parse(init?.body as string) as WebhookEvent;
      const id = new Headers(init?.headers).get('webhook-id') ?? '';
      const name = `${data.memberId} ${data.sequence}`;
      if (status < 300 && !seen.has(id)) (arrived[data.memberId] ??= []).push(data.sequence);
      if (status < 300) seen.set(id, name);
      return new Response(null, { status });
    };
    const secret = 'the secret that all processes of the shop share';
    const retryDelaysMs = Array.from({ length: 1000 }, () => minute);
    const open = () =>
      createPointbook({
        program: warung(),
        store,
        clock,
        plugins: [webhooks({ secret, fetch, retryDelaysMs, resolve: async () => ['93.184.215.14'] })],
      });
    const processes = [open(), open()] as const;
    const [till] = processes;
    valueOf(await till.webhooks.saveEndpoint({ ...crm, url: 'https://crm.example/hook' }));
    const sold: Record<string, number> = {};
    const deliver = async (count: number, stopsAfter = 0) => {
      stop = { after: stopsAfter, controller: new AbortController() };
      const { signal } = stop.controller;
      const each = processes.slice(0, count).map(async ({ webhooks: verbs }) => verbs.deliverDue({ signal }));
      return (await Promise.all(each)).map(valueOf);
    };
    for (const [index, step] of history.entries()) {
      if ('sells' in step)
        for (const memberId of step.sells) {
          valueOf(await till.saveMember({ memberId }));
          const sale = { invoiceId: `INV-${index}-${memberId}`, memberId, currency: 'IDR', total: 5000 };
          valueOf(await till.saveInvoice(sale));
          sold[memberId] = (sold[memberId] ?? 0) + 1;
        }
      else if ('delivers' in step) await deliver(step.delivers, step.stopsAfter);
      else if ('passes' in step) clock.advance(step.passes * minute);
      else if (step.changes === 'pause') valueOf(await till.webhooks.pauseEndpoint(crm));
      else if (step.changes === 'resume') valueOf(await till.webhooks.resumeEndpoint(crm));
      else if (step.changes === 'replay') valueOf(await till.webhooks.replayEvents({ ...crm, from: monday }));
      else {
        const { generation } = valueOf(await till.webhooks.getEndpoint(crm));
        valueOf(await till.webhooks.rotateSecret({ ...crm, generation: generation + 1 }));
      }
    }
    isBack = true;
    valueOf(await till.webhooks.resumeEndpoint(crm));
    clock.advance(2 * minute);
    await deliver(1);
    expect(await deliver(2)).toMatchObject([{ delivered: 0 }, { delivered: 0 }]);
    const all = Object.entries(sold).map(([memberId, count]) => [
      memberId,
      Array.from({ length: count }, (_, at) => at + 1),
    ]);
    expect(arrived).toEqual(Object.fromEntries(all));
    expect(new Set(seen.values()).size).toBe(seen.size);
    expect(valueOf(await till.webhooks.listWaiting(crm)).items).toEqual([]);
  });
  await fc.assert(run, { numRuns: sampled(60, 3000), ...sampled({ seed: 14 }, {}) });
});
