import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const next = fileURLToPath(import.meta.resolve('next/dist/bin/next'));

/** Builds the app, as it is deployed. It takes the packages as they are published: `pnpm build` makes them. */
export async function buildApp(): Promise<void> {
  await promisify(execFile)(process.execPath, [next, 'build'], { cwd, env: appEnv() });
}

/** Starts the app on a free port. */
export async function startApp(settings: Readonly<Record<string, string>>) {
  const args = [next, 'start', '--hostname', '127.0.0.1', '--port', '0'];
  const server = spawn(process.execPath, args, { cwd, env: { ...appEnv(), ...settings } });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [server.stdout, server.stderr])
      stream.on('data', (chunk) => {
        said += String(chunk);
        const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
        if (found !== undefined && said.includes('Ready')) resolve(found);
      });
    server.once('exit', () => reject(new Error(`The app ended:\n${said}`)));
  });
  return {
    url,
    async stop(): Promise<void> {
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    },
  };
}

/** Vitest sets NODE_ENV for its own processes. */
function appEnv() {
  return { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const;
}
