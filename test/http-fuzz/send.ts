import { request as requestOver } from 'node:http';
import type { Handler } from '@pointbook/http';
import type { Answered } from './judge.ts';
import type { Sent } from './requests.ts';

/** Sends a request to a handler in this process. */
export async function sendWithin(handler: Handler, { method, target, headers, body }: Sent): Promise<Answered> {
  const response = await handler(new Request(`https://till.example${target}`, { method, headers, body }));
  return { status: response.status, headers: response.headers, text: await textOf(response) };
}

/**
 * Whether as much of an answer has come as is read: of a stream of events, which may have no end, until it told one or
 * is quiet.
 */
function isEnough(type: string, text: string): boolean {
  const isQuiet = text.split(':\n\n').length > 2;
  return type.startsWith('text/event-stream') && (isQuiet || (text.includes('data: ') && text.endsWith('\n\n')));
}

async function textOf(response: Response): Promise<string> {
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('text/event-stream')) return response.text();
  let text = '';
  // To leave the loop is to leave the server.
  for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    if (isEnough(type, text)) break;
  }
  return text;
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
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (!isEnough(response.headers['content-type'] ?? '', Buffer.concat(chunks).toString('utf8'))) return;
        asked.destroy();
        answer();
      });
      response.on('error', reject);
      response.on('end', answer);
      function answer(): void {
        const told = Object.entries(response.headersDistinct).map(([name, values = []]): [string, string] => [
          name,
          values.join(', '),
        ]);
        resolve({
          status: response.statusCode ?? 0,
          headers: new Headers(told),
          text: Buffer.concat(chunks).toString('utf8'),
        });
      }
    });
    asked.end(body ?? undefined);
  });
}
