import { spawn } from 'node:child_process';
import type { BackupToolFailed, BackupToolMissing } from '@pointbook/core/backup';
import { err, ok, ResultAsync, type Result } from 'neverthrow';

/** A program of PostgreSQL's. */
export interface Tool {
  readonly name: 'pg_dump' | 'pg_restore';
  /** How it is started: its name, or its path. */
  readonly path: string;
}

/** Why a program did not do its work. */
export type ToolFailure = BackupToolMissing | BackupToolFailed;

const linesKept = 10;
const charactersKept = 4000;

/** Runs a program to its end; it is given no input and asks for none. */
export function runTool(tool: Tool, args: readonly string[], env: NodeJS.ProcessEnv): ResultAsync<void, ToolFailure> {
  return new ResultAsync(
    new Promise<Result<void, ToolFailure>>((resolve, reject) => {
      const child = spawn(tool.path, args, { env, stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true });
      let stderr = '';
      child.stderr.on('data', (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(-charactersKept)));
      child.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'EACCES') resolve(err(missing(tool)));
        else reject(error);
      });
      child.on('close', (exitCode) => resolve(exitCode === 0 ? ok() : err(failed(tool, exitCode, stderr))));
    }),
  );
}

function missing({ name, path }: Tool): BackupToolMissing {
  const message = `There is no program ${path}: install PostgreSQL's client programs (postgresql-client), those of the server's version, or name the path of ${name} in the option \`tools\`.`;
  return { kind: 'backup-tool-missing', message, tool: name, path };
}

function failed({ name }: Tool, exitCode: number | null, stderr: string): BackupToolFailed {
  const output = stderr.trim().split('\n').slice(-linesKept).join('\n');
  const how = exitCode === null ? 'was ended' : `failed with exit code ${exitCode}`;
  const message = `${name} ${how}; there is no backup. ${adviceFor(output)}It says: ${output || 'nothing.'}`;
  return { kind: 'backup-tool-failed', message, tool: name, exitCode, output };
}

function adviceFor(output: string): string {
  return /version mismatch|unsupported version|unrecognized configuration parameter/.test(output)
    ? "Install the client programs of the server's version, or name their paths in the option `tools`. "
    : '';
}
