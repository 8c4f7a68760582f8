import type { Command } from 'commander';
import { cliOn } from '../cli.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';
import { addAdjust } from './adjust.ts';
import { addBackup } from './backup.ts';
import { addBulk } from './bulk.ts';
import { addCall } from './call.ts';
import { addClock } from './clock.ts';
import { addEarn } from './earn.ts';
import { addExpire } from './expire.ts';
import { addExport } from './export.ts';
import { addFind } from './find.ts';
import { addImport } from './import.ts';
import { addInit } from './init.ts';
import { addJob } from './job.ts';
import { addMcp } from './mcp.ts';
import { addMember } from './member.ts';
import { addMigrate } from './migrate.ts';
import { addProgram } from './program.ts';
import { addRedeem } from './redeem.ts';
import { addReport } from './report.ts';
import { addRestore } from './restore.ts';
import { addSales } from './sales.ts';
import { addSet } from './set.ts';
import { addStatement } from './statement.ts';
import { addUndoRedemption } from './undo-redemption.ts';
import { addVerify } from './verify.ts';

/** Puts all commands below the root. */
export function addCommands(root: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  const cli = cliOn(root, terminal, end);
  for (const add of commands) add(cli);
}

const commands = [
  addInit,
  addMigrate,
  addProgram,
  addMember,
  addEarn,
  addSales,
  addAdjust,
  addSet,
  addRedeem,
  addUndoRedemption,
  addStatement,
  addFind,
  addBulk,
  addImport,
  addExport,
  addJob,
  addReport,
  addExpire,
  addClock,
  addCall,
  addMcp,
  addVerify,
  addBackup,
  addRestore,
];
