import { describe, expect, test } from 'vitest';
import { nextTurn, othersFirst } from './next-turn.ts';

type Global = Partial<Pick<typeof globalThis, 'setImmediate' | 'MessageChannel'>>;

/** Asks for a turn on a host that lacks something, and answers what came in which order. */
async function turnWithout(...names: readonly (keyof Global)[]): Promise<string[]> {
  const host: Global = globalThis;
  const kept = { setImmediate: host.setImmediate, MessageChannel: host.MessageChannel };
  const came: string[] = [];
  const turn = new Promise<void>((resolve) => {
    for (const name of names) delete host[name];
    nextTurn(() => {
      came.push('the next turn');
      resolve();
    });
    Object.assign(host, kept);
  });
  came.push('who runs now');
  await Promise.resolve().then(() => came.push('who is ready'));
  await turn;
  return came;
}

describe('The next turn', () => {
  test.each<[string, (keyof Global)[]]>([
    ['on a server', []],
    ['in a browser', ['setImmediate']],
  ])('comes after all who are ready: %s', async (_, missing) => {
    expect(await turnWithout(...missing)).toEqual(['who runs now', 'who is ready', 'the next turn']);
  });

  test('comes after who runs now where the host has nothing for it', async () => {
    const came = await turnWithout('setImmediate', 'MessageChannel');
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
