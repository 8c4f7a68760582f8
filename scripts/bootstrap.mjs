// What `npm run demo`, `npm test` and the like start. It needs nothing but Node and npm: it brings pnpm, the
// dependencies and (through them) a pinned Node, then runs the named file on that Node.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const PNPM = 'pnpm@12.21.0';
// For these the lockfile brings a pinned Node; elsewhere the machine's own must be able to run TypeScript.
const PINNED = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/** Why this machine cannot run the project, as a sentence for a person; undefined where it can. */
export function obstacle(platform, arch, nodeVersion) {
  const parts = nodeVersion.split('.').map(Number);
  const atLeast = (major, minor) => parts[0] > major || (parts[0] === major && parts[1] >= minor);
  if (PINNED.includes(`${platform}-${arch}`)) {
    if (atLeast(20, 0)) return undefined;
    return `Node ${nodeVersion} is too old. Install Node 20 or newer (https://nodejs.org), then run this again.`;
  }
  if (atLeast(22, 18)) return undefined;
  return (
    `On ${platform} (${arch}) the project runs on your own Node, which must be 22.18 or newer; this is ${nodeVersion}. ` +
    'Install a current Node (https://nodejs.org), then run this again.'
  );
}

function main(file, args) {
  const problem = obstacle(process.platform, process.arch, process.versions.node);
  if (problem) {
    console.error(problem);
    return 1;
  }
  if (install() !== 0) {
    console.error(
      '\nThe dependencies could not be installed; the lines above say what failed. The first run needs the npm registry: ' +
        'check the network, any proxy, and what `npm config get registry` answers, then run this again.',
    );
    return 1;
  }
  const tools = join('node_modules', '.bin');
  const pinned = join(tools, 'node');
  const node = process.platform !== 'win32' && existsSync(pinned) ? pinned : process.execPath;
  // Workspace packages resolve to their TypeScript source: nothing is built first.
  return start(node, ['--conditions=@pointbook/source', file].concat(args), {
    PATH: tools + delimiter + process.env.PATH,
  });
}

function install() {
  if (!existsSync('node_modules'))
    console.log('First run: installing the dependencies, which takes half a minute or so.');
  // What npm has kept is good enough, and a network that is not there should not be waited for.
  const exec = [
    '--yes',
    '--update-notifier=false',
    '--prefer-offline',
    '--fetch-retries=1',
    '--fetch-retry-mintimeout=1000',
  ];
  const pnpm = [PNPM, 'install', '--prefer-offline', '--reporter=append-only', '--loglevel=error'];
  // npm names its own CLI, which Node runs without a shell; without it the shell finds npx, on Windows too.
  const npm = process.env.npm_execpath;
  if (npm && npm.endsWith('npm-cli.js')) return start(process.execPath, [npm, 'exec'].concat(exec, '--', pnpm));
  return start('npx', exec.concat(pnpm), {}, process.platform === 'win32');
}

function start(command, args, env, shell) {
  const { status, error } = spawnSync(command, args, {
    stdio: 'inherit',
    shell,
    env: Object.assign({}, process.env, env),
  });
  if (error) console.error(error.message);
  return status === null ? 1 : status;
}

if (process.argv[2]) process.exitCode = main(process.argv[2], process.argv.slice(3));
