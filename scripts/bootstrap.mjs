// What `npm run demo`, `npm test` and `npm run bench` start: it needs nothing but Node and npm, brings pnpm, the
// dependencies and (through them) a pinned Node, then runs the named script of package.json on that Node.
import { spawnSync } from 'node:child_process';

const PNPM = 'pnpm@12.21.0';
// For these the lockfile brings a pinned Node; elsewhere the machine's own must be able to run TypeScript.
const PINNED = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/** Why this machine cannot run the project, as a sentence for a person; undefined where it can. */
export function obstacle(platform, arch, nodeVersion) {
  const parts = nodeVersion.split('.').map(Number);
  const atLeast = (major, minor) => parts[0] > major || (parts[0] === major && parts[1] >= minor);
  if (PINNED.includes(platform + '-' + arch)) {
    if (atLeast(20, 0)) return undefined;
    return 'Node ' + nodeVersion + ' is too old: install Node 20 or newer (https://nodejs.org) and run this again.';
  }
  if (atLeast(22, 18)) return undefined;
  return (
    'On ' +
    platform +
    ' (' +
    arch +
    ') the project runs on your own Node, which must be 22.18 or newer; this is ' +
    nodeVersion +
    '. Install a current Node (https://nodejs.org) and run this again.'
  );
}

function npx(args) {
  // npm names its own CLI: run by Node it needs no shell, not even on Windows.
  const npmCli = process.env.npm_execpath || '';
  const byNode = /npm-cli\.js$/.test(npmCli);
  const command = byNode ? process.execPath : 'npx';
  const first = byNode ? [npmCli, 'exec', '--yes', '--', PNPM] : ['--yes', PNPM];
  const { status, error } = spawnSync(command, first.concat(args), {
    stdio: 'inherit',
    shell: command === 'npx' && process.platform === 'win32',
  });
  if (error) console.error(error.message);
  return status === null ? 1 : status;
}

function main(script) {
  const problem = obstacle(process.platform, process.arch, process.versions.node);
  if (problem) {
    console.error(problem);
    return 1;
  }
  if (npx(['install', '--prefer-offline', '--reporter=append-only', '--loglevel=warn']) !== 0) {
    console.error(
      '\nThe dependencies could not be installed. The first run needs the npm registry: check the network (and ' +
        '`npm config get registry` and any proxy), then run this again. The lines above say what failed.',
    );
    return 1;
  }
  return npx(['run', script]);
}

if (process.argv[2]) process.exitCode = main(process.argv[2]);
