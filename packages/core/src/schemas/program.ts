import { err, ok, type Result } from 'neverthrow';
import { fingerprintOf } from '../values/fingerprint.ts';
import type { ProgramVersion } from '../values/ids.ts';
import { InvariantError } from '../values/invariant.ts';
import type { Program } from '../program/program.ts';
import { canonicalEarn } from './canonical-earn.ts';
import { deepFreeze } from './deep-freeze.ts';
import { type Problem, problemsOf } from './problems.ts';
import type { ProgramDefinition } from './program-definition.ts';
import { programShape } from './program-shape.ts';

/** The input is no program; every mistake is told. */
export interface InvalidProgram {
  readonly kind: 'invalid-program';
  readonly message: string;
  readonly problems: readonly Problem[];
}

/**
 * Checks a program from outside (a file, a form, a database), fills in what it left out, and gives it its version.
 *
 * @remarks The version is a fingerprint of the rules: the same rules have the same version wherever and however they
 * are written. A program that was parsed before comes out the same; one whose rules were changed under its version
 * is refused.
 *
 * @example
 * ```ts
 * import { parseProgram } from '@pointbook/core';
 *
 * const program = parseProgram(JSON.parse('{ "programId": "warung", "currency": "rupiah" }'));
 * if (program.isErr()) throw new Error(program.error.problems.map(({ path, fix }) => `${path}: ${fix}`).join('\n'));
 * ```
 */
export function parseProgram(input: unknown): Result<Program, InvalidProgram> {
  const parsed = programShape.safeParse(input);
  if (!parsed.success) return invalid(problemsOf(parsed.error.issues));
  const { v = 1, version: claimed, ...rest } = parsed.data;
  const rules = { v, ...rest, earn: canonicalEarn(rest.earn) };
  const version = `v-${fingerprintOf(rules)}` as ProgramVersion;
  if (claimed !== undefined && claimed !== version) {
    const fix = `Leave it out to give these rules their own version, ${version}.`;
    return invalid([{ path: 'version', problem: 'does not belong to these rules, which were changed under it', fix }]);
  }
  return ok(deepFreeze(copyOf({ ...rules, version })));
}

/**
 * A program written in code. Types find most mistakes; the others throw at start-up, all of them in one message.
 *
 * @example
 * ```ts
 * import { defineProgram } from '@pointbook/core';
 *
 * const program = defineProgram({
 *   programId: 'warung',
 *   name: 'Warung Ayu',
 *   timeZone: 'Asia/Jakarta',
 *   currency: 'IDR',
 *   earn: { rules: [{ ruleId: 'base', earn: { per: 'amount', points: 1, of: 1000 } }] },
 * });
 * ```
 */
export function defineProgram(definition: ProgramDefinition): Program {
  return parseProgram(definition).match(
    (program) => program,
    ({ message }) => {
      throw new InvariantError(message);
    },
  );
}

/** Plain JSON that shares nothing with the input, nor with the defaults. */
function copyOf(program: Program): Program {
  return JSON.parse(JSON.stringify(program)) as Program;
}

/** A message that nobody would read to its end helps nobody. */
const mostTold = 20;

function invalid(problems: readonly Problem[]): Result<never, InvalidProgram> {
  const told = problems
    .slice(0, mostTold)
    .map(({ path, problem, fix }) => `  ${path === '' ? 'The program' : `${path}:`} ${problem}. ${fix}`);
  const untold = problems.length > mostTold ? [`  … and ${problems.length - mostTold} more.`] : [];
  const count = problems.length === 1 ? 'one mistake' : `${problems.length} mistakes`;
  const message = [`The program has ${count}:`, ...told, ...untold].join('\n');
  return err({ kind: 'invalid-program', message, problems });
}
