import { request as requestOver } from 'node:http';
import type { Handler } from '@pointbook/http';
import type { Answered } from './judge.ts';
import type { Sent } from './requests.ts';

/** Sends a request to a handler in this process. */
export async function sendWithin(handler: Handler, { method, target, headers, body }: Sent): Promise<Answered> {
  const response = await handler(new Request(`https://till.example${target}`, { method, headers, body }));
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Sends it over a connection. */
export async function sendOver(port: number, { method, target, headers, body }: Sent): Promise<Answered> {
  // Some methods are sent without a length otherwise, and their body would be taken for the next request.
  const length = body === null ? {} : { 'content-length': Buffer.byteLength(body) };
  const asked = requestOver({ host: '127.0.0.1', port, method, path: target, headers: { ...headers, ...length } });
  return new Promise((resolve, reject) => {
    asked.on('error', reject);
    asked.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => void chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const told = Object.entries(response.headersDistinct).map(([name, values = []]): [string, string] => [
          name,
          values.join(', '),
        ]);
        resolve({
          status: response.statusCode ?? 0,
          headers: new Headers(told),
          text: Buffer.concat(chunks).toString('utf8'),
        });
      });
    });
    asked.end(body ?? undefined);
  });
}
