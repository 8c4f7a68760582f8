import { describe, expect, test } from 'vitest';
import { nextTurnOf, othersFirst } from './next-turn.ts';

/** Asks for a turn on a host, and answers what came in which order. */
async function turnOn(host: Parameters<typeof nextTurnOf>[0]): Promise<string[]> {
  const came: string[] = [];
  const turn = new Promise<void>((resolve) => {
    nextTurnOf(host)(() => {
      came.push('the next turn');
      resolve();
    });
  });
  came.push('who runs now');
  await Promise.resolve().then(() => came.push('who is ready'));
  await turn;
  return came;
}

const server = { setImmediate, MessageChannel } as Parameters<typeof nextTurnOf>[0];
const { setImmediate: _, ...browser } = server;
const bound = { ...server, setImmediate: Function.prototype.bind.call(() => undefined, null) };
const faked = { ...server, setImmediate: Object.assign(() => undefined, { clock: {} }) };

describe('The next turn', () => {
  test.each([
    ['on a server', server],
    ['in a browser', browser],
    ['where a test runner has put a fake in the place of setImmediate', faked],
    ['where node:test has put its own there', bound],
  ])('comes after all who are ready: %s', async (_where, host) => {
    expect(await turnOn(host)).toEqual(['who runs now', 'who is ready', 'the next turn']);
  });

  test('comes after who runs now where the host has nothing for it', async () => {
    const came = await turnOn({});
    expect(came).toHaveLength(3);
    expect(came[0]).toBe('who runs now');
  });

  test('comes for who lets others go first', async () => {
    const came: string[] = [];
    const first = othersFirst().then(() => came.push('polite'));
    await Promise.resolve().then(() => came.push('ready'));
    await first;
    expect(came).toEqual(['ready', 'polite']);
  });
});
