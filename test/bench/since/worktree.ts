import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from '../../../scripts/workspace.ts';

/** The files of a commit with what they depend on, in a folder of their own. */
export interface Worktree {
  readonly folder: string;
  /** The commit, in short, with what it says of itself. */
  readonly title: string;
}

/**
 * Works with the files of a commit, and removes them afterwards; after Ctrl-C, too.
 *
 * @throws Error where there is no such commit, or its dependencies cannot be installed.
 */
export async function withWorktree<T>(commit: string, work: (worktree: Worktree) => Promise<T>): Promise<T> {
  const { ok, output } = await run('git', ['log', '-1', '--format=%h %s', '--end-of-options', commit]);
  if (!ok) throw new Error(`There is no commit ${commit}: ${output}`);
  const parent = mkdtempSync(join(tmpdir(), 'pointbook-since-'));
  const folder = join(parent, 'worktree');
  const remove = (): void => {
    rmSync(parent, { recursive: true, force: true });
    execFileSync('git', ['worktree', 'prune'], { cwd: root });
  };
  const stop = (): never => {
    remove();
    process.exit(130);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    await succeed('git', ['worktree', 'add', '--detach', folder, commit], root);
    await succeed('npx', ['--yes', 'pnpm@12.21.0', 'install', '--frozen-lockfile', '--prefer-offline'], folder);
    return await work({ folder, title: output.trim() });
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    remove();
  }
}

async function succeed(command: string, args: readonly string[], cwd: string): Promise<void> {
  const { ok, output } = await run(command, args, cwd);
  if (!ok) throw new Error(`${command} ${args.join(' ')} failed:\n${output}`);
}
