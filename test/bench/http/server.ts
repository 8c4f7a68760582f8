import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { cache } from '../../../scripts/workspace.ts';

/**
 * What a server is asked: where it listens for so many callers, what a verb does without HTTP, or how much memory it
 * has.
 */
export type Asked =
  | { readonly work: 'serve'; readonly callers: number }
  | { readonly work: 'direct'; readonly callers: number; readonly ms: number }
  | { readonly work: 'memory'; readonly of: 'heap' | 'rss' };

/** A port, sales per second, or bytes. */
export type Told = number;

/** A server in a process of its own. */
export interface Server {
  ask(asked: Asked): Promise<Told>;
  stop(): Promise<void>;
}

/** Which server it is, and where its ledger is. */
export interface Ledger {
  readonly side: 'ours' | 'bare';
  readonly store: 'sqlite' | 'postgres';
  /** A file or a URL. */
  readonly target: string;
}

/** Builds what the servers run: a host loads JavaScript. */
export async function buildServer(): Promise<(ledger: Ledger) => Promise<Server>> {
  const outfile = join(cache, 'bench-http.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./server-child.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@pointbook/source'],
    external: ['better-sqlite3', 'pg'],
    logLevel: 'silent',
  });
  return async ({ side, store, target }) => {
    const child = fork(outfile, [side, store, target], { execArgv: ['--expose-gc'] });
    const ended = once(child, 'exit').then(() => Promise.reject(new Error('A server of the benchmark ended.')));
    // It is heard of by who waits for an answer; at the end nobody does.
    ended.catch(() => {});
    const told = (): Promise<Told> =>
      Promise.race([new Promise<Told>((resolve) => child.once('message', (answer) => resolve(answer as Told))), ended]);
    await told();
    return {
      async ask(asked) {
        const answer = told();
        child.send(asked);
        return answer;
      },
      async stop() {
        const over = once(child, 'exit');
        child.kill();
        await over;
      },
    };
  };
}
