import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import type { Terminal } from '../terminal.ts';
import { readStdin } from './read-stdin.ts';

function open(isTTY: boolean) {
  const [stdin, stderr] = [Object.assign(new PassThrough(), { isTTY }), new PassThrough()];
  const said = async () => String((await once(stderr, 'data'))[0]);
  const read = async (patienceMs?: number) =>
    readStdin({ stdin, stderr } as unknown as Terminal, 'the input', patienceMs);
  return { stdin, stderr, said, read };
}

test('A person is told at once what is waited for', async () => {
  const { stdin, said, read } = open(true);
  const reading = read();
  expect(await said()).toBe('Waits for the input on stdin. Write it, and end it with Ctrl-D.\n');
  stdin.end('{}');
  expect(await reading).toBe('{}');
});

test('A program that leaves stdin open is told after a while', async () => {
  const { stdin, said, read } = open(false);
  const reading = read(1);
  expect(await said()).toContain('To give none, end it: < /dev/null.');
  stdin.write('{');
  stdin.end('}');
  expect(await reading).toBe('{}');
});

test('What is there is read without a word', async () => {
  const { stdin, stderr, read } = open(false);
  stdin.end('{"memberId":"C-17"}');
  expect(await read(60_000)).toBe('{"memberId":"C-17"}');
  expect(stderr.read()).toBeNull();
});
