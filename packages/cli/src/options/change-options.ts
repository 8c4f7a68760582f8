import { randomUUID } from 'node:crypto';
import type { Program, StoreError } from '@pointbook/core';
import type { Command } from 'commander';
import type { Result } from 'neverthrow';
import type { Talk } from '../output/talk.ts';
import { CliFailure, type Failure, failureOf } from '../cli-failure.ts';

/** The options of a change by hand. */
export interface ChangeOptions {
  readonly reason?: string;
  readonly comment?: string;
  readonly reference?: string;
  readonly key?: string;
}

/** Gives a command the options of a change by hand. */
export function withChangeOptions(command: Command): Command {
  return command
    .option('--reason <text>', 'for staff; required where the program says so')
    .option('--comment <text>', 'for the customer')
    .option('--reference <id>', 'your own id of what this is about')
    .option(
      '--key <text>',
      'an id for this change: it is done once, however often the command is run; a new id each time when left out',
    );
}

/** Refuses early what the ledger would refuse. */
export function checkReason({ adjusting: { requireReason } }: Program, reason: string | undefined): void {
  if (requireReason && reason === undefined)
    throw new CliFailure('usage', 'The program asks for a reason: give it with --reason.');
}

/** A key that nobody else has. */
export function newKey(): string {
  return randomUUID();
}

/**
 * What a verb answered. Where it is unknown whether the command was done, the error names the `option` that repeats it
 * safely.
 */
export function valueOnce<Value>(result: Result<Value, Failure>, option: string): Value {
  if (result.isOk()) return result.value;
  const failure = failureOf(result.error);
  if (failure.kind === 'idempotency-key-reused')
    throw failure.saying(`${option} was given for another command before: give another one.`);
  if (!isUnknown(result.error)) throw failure;
  throw failure.saying(`${failure.message} It may have been done. Run it again with ${option}: then it is done once.`);
}

function isUnknown(error: Failure): boolean {
  return (error as Partial<StoreError>).written === 'unknown';
}

/** Says that a command was done before, and not once more. */
export function tellReplayed(talk: Talk, { replayed }: { readonly replayed: boolean }): void {
  if (replayed) talk.warn('This was done before; nothing was changed now.');
}

/** The columns of the receipt of a change by hand. */
export const receiptColumns = ['memberId', 'sequence', 'delta', 'balance', 'postedAt', 'endsAt'] as const;
