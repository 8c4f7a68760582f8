import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { ReceivedEvent, WebhookEvent } from '@pointbook/webhooks';
import { verify } from '@pointbook/core/verify';
import { expect, onTestFinished, test } from 'vitest';
import { forkWorker } from '../support/processes/bundled.ts';
import { sampled } from '../support/properties/sampled.ts';
import type { Place } from './workers/code-till.ts';
import { openSendingLedger } from './workers/webhook-runner.ts';

const kills = sampled(8, 50);
const members = ['ayu', 'budi', 'citra', 'dewi', 'eka'];
/** Minutes between one worker and the next: by then the lease of one that was killed is over. */
const apart = 2;

/** Registers the test that kills processes that send webhooks, over a place. */
export function webhookKills(open: () => Promise<{ readonly place: Place }>): void {
  test(
    `processes that send webhooks, killed at ${kills} moments, skip nothing and keep the order of each member`,
    { timeout: 600_000 },
    async () => {
      const { place } = await open();
      const receiver = await openReceiver();
      const ledger = openSendingLedger(place, receiver.host, 0);
      onTestFinished(async () => void (await ledger.close()));
      (await ledger.open())._unsafeUnwrap();
      const url = `http://${receiver.host}/hook`;
      (await ledger.webhooks.saveEndpoint({ endpointId: 'crm', url }))._unsafeUnwrap();
      let sales = 0;
      const sell = async () => {
        for (const memberId of members) {
          (await ledger.saveMember({ memberId }))._unsafeUnwrap();
          const sale = { invoiceId: `INV-${(sales += 1)}`, memberId, currency: 'EUR', total: 5 };
          (await ledger.saveInvoice(sale))._unsafeUnwrap();
        }
      };
      const start = async (number: number) => {
        const child = await forkWorker('webhook-worker', [
          JSON.stringify(place),
          receiver.host,
          String(apart * number),
        ]);
        return { child, isReady: once(child, 'message'), ended: once(child, 'exit') };
      };
      let next = await start(1);
      for (let killed = 1; killed <= kills; killed += 1) {
        await sell();
        const worker = next;
        next = await start(killed + 1);
        await worker.isReady;
        worker.child.send('go');
        // After some requests, at any moment of the next: while it is sent, noted, or read.
        await Promise.race([receiver.requests(killed % members.length), worker.ended]);
        await setTimeout(Math.random() * 5);
        worker.child.kill('SIGKILL');
        await worker.ended;
      }
      next.child.kill('SIGKILL');

      receiver.recover();
      for (let rest = kills + 2; rest < kills + 5; rest += 1) {
        const last = openSendingLedger(place, receiver.host, apart * rest);
        const sent = (await last.webhooks.deliverDue())._unsafeUnwrap();
        expect([sent.failed, sent.left, sent.more]).toEqual([0, [], false]);
        expect((await verify(last))._unsafeUnwrap().findings).toEqual([]);
        (await last.close())._unsafeUnwrap();
      }
      const all = Array.from({ length: kills }, (_, index) => index + 1);
      expect(receiver.firstArrivals()).toEqual(Object.fromEntries(members.map((memberId) => [memberId, all])));
      // They were killed at work: some things came twice, or some were refused.
      expect(receiver.count()).toBeGreaterThan(members.length * kills);
    },
  );
}

/** A receiver that now and then refuses, and notes what it accepts. */
async function openReceiver() {
  const accepted: ReceivedEvent[] = [];
  let count = 0;
  let refusesSome = true;
  const waiting = new Set<{ left: number; done: () => void }>();
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      count += 1;
      const isRefused = refusesSome && count % 5 === 0;
      if (!isRefused)
        accepted.push({ eventId: String(request.headers['webhook-id']), event: JSON.parse(body) as WebhookEvent });
      response.writeHead(isRefused ? 422 : 204).end();
      for (const each of waiting) if ((each.left -= 1) <= 0) each.done();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    count: () => count,
    recover: () => void (refusesSome = false),
    /** Ends once so many more requests have come. */
    async requests(left: number) {
      if (left > 0) await new Promise<void>((done) => waiting.add({ left, done }));
    },
    /** The numbers of each member's entries, in the order in which they came first. */
    firstArrivals() {
      const seen = new Set<string>();
      const numbers: Record<string, number[]> = {};
      for (const { eventId, event } of accepted) {
        if (seen.has(eventId)) continue;
        seen.add(eventId);
        (numbers[event.data.memberId] ??= []).push(event.data.sequence);
      }
      return numbers;
    },
  };
}
