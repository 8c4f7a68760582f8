import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const start = fileURLToPath(new URL('../../start.ts', import.meta.url));

/** A back office in a process of its own, which can be killed. */
export interface ServedShop {
  readonly url: string;
  /** Ends the process as a power cut does. */
  kill(): Promise<void>;
}

/** What Node is told to start a back office on a folder as `npm start` does. 0 is any free port. */
export function startOf(folder: string, port = 0): string[] {
  return ['--conditions=@pointbook/source', start, '--data', folder, '--port', String(port)];
}

/** Starts a back office on a folder. */
export async function serveShop(folder: string, port = 0, options: readonly string[] = []): Promise<ServedShop> {
  const child: ChildProcess = spawn(process.execPath, [...startOf(folder, port), ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  onTestFinished(kill);
  if (child.stdout === null) throw new Error('The process has an output.');
  for await (const line of createInterface({ input: child.stdout })) {
    const [url] = /http:\/\/\S+/.exec(line) ?? [];
    if (url !== undefined) return { url, kill };
  }
  throw new Error('The back office did not start.');
}
