import { checkBaseUrl, checkFetch, checkSenderOptions, checkPath } from './check-options.ts';
import { gaveUp, outcomeOf, unreached } from './http-outcome.ts';
import type { HttpProvider, HttpSender } from './http-provider.ts';
import { readJson } from './read-json.ts';

/**
 * Makes what an adapter of your own needs to send over HTTP: it follows no redirect, reads at most 64 kB of an answer,
 * stops when the signal is aborted, throws nothing, and puts nothing of what was sent or answered into an outcome but
 * the message's id and the error's number.
 *
 * @throws TypeError where the base URL is neither https nor on this machine, the path could lead elsewhere, or a
 * function is none.
 *
 * @example
 * ```ts
 * import type { Notifier } from '@pointbook/core/codes';
 * import { httpSender } from '@pointbook/sms';
 *
 * const send = httpSender({
 *   name: 'Warung SMS',
 *   baseUrl: 'https://sms.example',
 *   path: '/messages',
 *   idOf: (body) => (body as { id: unknown }).id,
 *   explain: () => ({ code: null, reason: null }),
 * });
 * const notifier: Notifier = {
 *   channel: 'sms',
 *   send: ({ to, text }, options) =>
 *     send({ headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ to, text }) }, options),
 * };
 * ```
 */
export function httpSender(provider: HttpProvider): HttpSender {
  checkSenderOptions('httpSender()', provider, ['name', 'baseUrl', 'path', 'fetch', 'idOf', 'explain']);
  const { baseUrl, path, idOf, explain } = provider;
  const url = `${checkBaseUrl(baseUrl)}${checkPath(path)}`;
  checkFetch(provider.fetch);
  if (typeof idOf !== 'function' || typeof explain !== 'function') {
    throw new TypeError('idOf and explain must be functions.');
  }
  return async ({ headers, body }, { signal }) => {
    if (signal.aborted) return gaveUp();
    try {
      const post = provider.fetch ?? fetch;
      const response = await post(url, { method: 'POST', headers: { ...headers }, body, redirect: 'manual', signal });
      return outcomeOf(provider, response, await readJson(response));
    } catch (thrown) {
      return unreached(provider.name, thrown);
    }
  };
}
