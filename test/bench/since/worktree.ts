import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from '../../../scripts/workspace.ts';
import { removing } from './removing.ts';

/**
 * Works with the files of a commit and what they depend on, in a folder that is removed afterwards; after Ctrl-C, too.
 *
 * @throws Error where there is no such commit, or its dependencies cannot be installed.
 */
export async function withWorktree<T>(commit: string, work: (folder: string) => Promise<T>): Promise<T> {
  const { ok } = await run('git', ['rev-parse', '--verify', '--end-of-options', `${commit}^{commit}`]);
  if (!ok) throw new Error(`There is no commit ${commit}.`);
  const parent = mkdtempSync(join(tmpdir(), 'pointbook-since-'));
  const folder = join(parent, 'worktree');
  const remove = (): void => {
    rmSync(parent, { recursive: true, force: true });
    execFileSync('git', ['worktree', 'prune'], { cwd: root });
  };
  return removing(remove, async () => {
    await succeed('git', ['worktree', 'add', '--detach', folder, commit], root);
    await succeed('npx', ['--yes', 'pnpm@12.21.0', 'install', '--frozen-lockfile', '--prefer-offline'], folder);
    return work(folder);
  });
}

async function succeed(command: string, args: readonly string[], cwd: string): Promise<void> {
  const { ok, output } = await run(command, args, cwd);
  if (!ok) throw new Error(`${command} ${args.join(' ')} failed:\n${output}`);
}
