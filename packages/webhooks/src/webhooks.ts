import { InvariantError } from '@pointbook/core';
import type { AnyRecordKind, Plugin } from '@pointbook/core/plugin';
import { checkOptionNames, type OptionNames } from '@pointbook/core/shapes';
import { addressGuard, type Resolve } from './address-guard.ts';
import { deadLetters } from './dead-letter.ts';
import { deliverDue, workDue } from './deliver-due.ts';
import { deliveryLogs } from './delivery-log.ts';
import { endpoints } from './endpoint.ts';
import { listDeliveries } from './list-deliveries.ts';
import { getEndpoint, listEndpoints } from './list-endpoints.ts';
import { listDeadLetters, listWaiting } from './list-undelivered.ts';
import { pauseEndpoint, resumeEndpoint } from './pause-endpoint.ts';
import { poster } from './post.ts';
import { replayEvents } from './replay-events.ts';
import { rotateSecret } from './rotate-secret.ts';
import { saveEndpoint } from './save-endpoint.ts';
import { waitings } from './waiting.ts';
import { webhookChecks } from './webhook-checks.ts';
import type { WebhooksHost, WebhooksServices } from './webhooks-host.ts';

/** How events are sent. */
export interface WebhooksOptions {
  /**
   * What the secrets of endpoints are derived from: at least 32 characters, the same in all processes, and not in the
   * database.
   */
  readonly secret: string;
  /**
   * Hosts that may have private addresses and go without TLS, as `host` of a URL names them: `'crm.local:8080'`. None
   * when left out.
   */
  readonly privateHosts?: readonly string[] | undefined;
  /** The longest time that an answer may take, in milliseconds: from 100 to 30,000; 10,000 when left out. */
  readonly timeoutMs?: number | undefined;
  /**
   * How long an event waits after each attempt in vain, in milliseconds; after one more it is given up. When left out:
   * 5 s, 5 and 30 minutes, 2, 5, 10, 14, 20 and 24 hours.
   */
  readonly retryDelaysMs?: readonly number[] | undefined;
  /**
   * What makes requests, for example through a proxy. When left out, Node's own client does, and connects to no address
   * but those that were looked at. With a `fetch`, the name is looked up before it is called, and `fetch` looks it up
   * once more.
   */
  readonly fetch?: typeof fetch | undefined;
  /** Tells the addresses of a name; the system's resolver when left out. */
  readonly resolve?: Resolve | undefined;
}

const ofWebhooks: OptionNames<WebhooksOptions> = {
  secret: true,
  privateHosts: false,
  timeoutMs: false,
  retryDelaysMs: false,
  fetch: false,
  resolve: false,
};

const verbs = {
  /**
   * Adds an endpoint, or moves it to another URL. A moved endpoint goes on where it was.
   *
   * @example
   * ```ts
   * const saved = await pointbook.webhooks.saveEndpoint({ endpointId: 'crm', url: 'https://crm.example/pointbook' });
   * if (saved.isErr()) print(saved.error.kind, saved.error.message);
   * ```
   */
  saveEndpoint,
  /**
   * Reads an endpoint.
   *
   * @example
   * ```ts
   * const endpoint = await pointbook.webhooks.getEndpoint({ endpointId: 'crm' });
   * if (endpoint.isOk()) print(endpoint.value.state, endpoint.value.deadLetters);
   * ```
   */
  getEndpoint,
  /**
   * Reads one page of the endpoints, in the order of their ids.
   *
   * @example
   * ```ts
   * const page = await pointbook.webhooks.listEndpoints();
   * if (page.isOk()) for (const { endpointId, url, state } of page.value.items) print(endpointId, url, state);
   * ```
   */
  listEndpoints,
  /**
   * Sends nothing more to an endpoint, after what is being sent. It keeps its place, so nothing is skipped.
   *
   * @example
   * ```ts
   * await pointbook.webhooks.pauseEndpoint({ endpointId: 'crm' });
   * ```
   */
  pauseEndpoint,
  /**
   * Sends to a paused endpoint again, from where it was.
   *
   * @example
   * ```ts
   * await pointbook.webhooks.resumeEndpoint({ endpointId: 'crm' });
   * ```
   */
  resumeEndpoint,
  /**
   * Signs with a new secret, and for a while with the one before, so that the receiver can change at any time
   * between.
   *
   * @example
   * ```ts
   * await pointbook.webhooks.rotateSecret({ endpointId: 'crm', generation: 2 });
   * ```
   */
  rotateSecret,
  /**
   * Sends all events from a date on again, with the ids that they had: those that arrived, those that were given up,
   * and those that were not sent yet.
   *
   * @example
   * ```ts
   * await pointbook.webhooks.replayEvents({ endpointId: 'crm', from: '2026-11-01T00:00:00+07:00' });
   * ```
   */
  replayEvents,
  /**
   * Sends the events that are due, in order for each member: those that wait for another attempt, and what the feed
   * has. `jobs.runDue` does it as well.
   *
   * @example
   * ```ts
   * const sent = await pointbook.webhooks.deliverDue();
   * if (sent.isOk()) print(sent.value.delivered, sent.value.left);
   * ```
   */
  deliverDue,
  /**
   * Reads the last 100 requests to an endpoint, newest first.
   *
   * @example
   * ```ts
   * const log = await pointbook.webhooks.listDeliveries({ endpointId: 'crm' });
   * if (log.isOk()) for (const { at, status, problem } of log.value) print(at, status, problem);
   * ```
   */
  listDeliveries,
  /**
   * Reads one page of the members whose entries wait for another attempt, the next one first.
   *
   * @example
   * ```ts
   * const page = await pointbook.webhooks.listWaiting({ endpointId: 'crm' });
   * if (page.isOk()) for (const { memberId, attempts, nextAt } of page.value.items) print(memberId, attempts, nextAt);
   * ```
   */
  listWaiting,
  /**
   * Reads one page of the events that an endpoint was given up on, newest first. `replayEvents` sends them again.
   *
   * @example
   * ```ts
   * const page = await pointbook.webhooks.listDeadLetters({ endpointId: 'crm' });
   * if (page.isOk()) for (const { memberId, problem } of page.value.items) print(memberId, problem);
   * ```
   */
  listDeadLetters,
};

/** The verbs of `pointbook.webhooks`. */
export type WebhookVerbs = typeof verbs;

/** The plugin of webhooks. */
export interface WebhooksPlugin extends Plugin<'webhooks', WebhookVerbs, WebhooksHost, WebhooksServices> {}

const records: readonly AnyRecordKind[] = [endpoints, waitings, deadLetters, deliveryLogs];

const second = 1000;
const hour = 3600 * second;
const usualDelaysMs = [5 * second, 300 * second, 1800 * second, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * hour)];

/**
 * Sends each entry of the ledger to endpoints, signed by Standard Webhooks: in order for each member, at least once.
 *
 * @remarks `jobs.runDue` sends what is due; without the plugin `jobs`, `pointbook.webhooks.deliverDue` does.
 *
 * @throws InvariantError for a wrong option, such as a secret of fewer than 32 characters.
 *
 * @example
 * ```ts
 * import { webhooks } from '@pointbook/webhooks';
 *
 * const secret = process.env.WEBHOOKS_SECRET ?? '';
 * const ledger = createPointbook({ program, store, plugins: [webhooks({ secret })] });
 * await ledger.webhooks.saveEndpoint({ endpointId: 'crm', url: 'https://crm.example/pointbook' });
 * await ledger.webhooks.deliverDue();
 * ```
 */
export function webhooks(options: WebhooksOptions): WebhooksPlugin {
  checkOptionNames('webhooks()', options, ofWebhooks);
  const { secret, privateHosts = [], timeoutMs = 10_000, retryDelaysMs = usualDelaysMs, fetch, resolve } = options;
  if (typeof secret !== 'string' || secret.length < 32)
    throw new InvariantError('webhooks() needs a `secret` of at least 32 characters, the same in all processes.');
  if (!isWhole(timeoutMs, 100, 30_000)) throw new InvariantError('timeoutMs is a whole number from 100 to 30,000.');
  if (!Array.isArray(retryDelaysMs) || !retryDelaysMs.every((delay) => isWhole(delay, 0, 30 * 24 * hour)))
    throw new InvariantError('retryDelaysMs is a list of milliseconds, each at most 30 days.');
  if (!Array.isArray(privateHosts) || !privateHosts.every(isHost))
    throw new InvariantError("privateHosts is a list of hosts as URLs name them, such as 'crm.local:8080'.");
  for (const [name, given] of Object.entries({ fetch, resolve }))
    if (given !== undefined && typeof given !== 'function') throw new InvariantError(`${name} is a function.`);
  const guard = addressGuard(privateHosts, resolve);
  const post = poster({ guard, timeoutMs, fetch });
  return {
    name: 'webhooks',
    verbs,
    records,
    checks: webhookChecks,
    services: () => ({ secret, guard, post, timeoutMs, retryDelaysMs }),
    due: workDue,
  };
}

function isWhole(value: unknown, least: number, greatest: number): boolean {
  return Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= greatest;
}

function isHost(host: unknown): boolean {
  return typeof host === 'string' && URL.canParse(`http://${host}`) && new URL(`http://${host}`).host === host;
}
