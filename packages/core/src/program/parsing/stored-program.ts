import { err, ok, type Result } from 'neverthrow';
import type { ProgramVersion } from '../../values/ids.ts';
import { type StoreError, storeError } from '../../kernel/store-error.ts';
import { InvariantError } from '../../values/invariant.ts';
import { readProgram } from './parse-program.ts';
import { chooseParts, missingParts, type Parts, mistakeOfMissing } from '../parts/parts.ts';
import { partsOfProgram } from '../evaluating/active-rules.ts';
import type { Program, StoredProgram } from '../program.ts';
import { programShape } from '../shapes/program-shape.ts';

/** A program as a store keeps it. */
export function storedForm(program: Program): StoredProgram {
  const { v, programId, version, parts } = program;
  const rules = programShape(chooseParts(partsOfProgram(program), parts)).canonical({ ...program }) as object;
  return { ...rules, v, programId, version, parts };
}

/** The programs that were read before: a version is the fingerprint of its rules, so it never changes. */
const parsedPrograms = new WeakMap<Parts, Map<ProgramVersion, Program>>();
const maxKnown = 1000;

/**
 * The rules of a stored program, with the parts of the program that is in use. Fails where a part of the host's own is
 * not given, or where a newer library stored the rules.
 */
export function readStored(stored: StoredProgram, inUse: Program): Result<Program, StoreError> {
  const parts = partsOfProgram(inUse);
  const programs = parsedPrograms.get(parts) ?? new Map<ProgramVersion, Program>();
  parsedPrograms.set(parts, programs);
  const before = programs.get(stored.version);
  if (before) return ok(before);
  if (typeof stored.parts !== 'object') return err(rulesDamaged(stored));
  const missing = missingParts(parts, stored.parts);
  if (missing.length > 0) return err(partMissing(stored, missing));
  return readProgram(stored, parts, true)
    .map((program) => {
      if (programs.size >= maxKnown) programs.clear();
      programs.set(stored.version, program);
      return program;
    })
    .mapErr(({ problems }) => rulesNewer(stored, problems));
}

/** The rules of a stored program, for a decision. It throws where they fail: a ledger that was opened has all parts. */
export function usableRules(stored: StoredProgram, inUse: Program): Program {
  return readStored(stored, inUse).match(
    (rules) => rules,
    ({ message }) => {
      throw new InvariantError(message);
    },
  );
}

function rulesDamaged({ version }: Partial<StoredProgram>): StoreError {
  const message = `The stored rules ${String(version)} are not as Pointbook wrote them: restore them from a backup.`;
  return storeError({ kind: 'store-corrupt', message });
}

function partMissing({ programId, version }: StoredProgram, missing: ReturnType<typeof missingParts>): StoreError {
  const mistakes = missing.map(mistakeOfMissing);
  const tell = (sentences: readonly string[]) =>
    `The program ${programId} is stored as ${version}, which ${sentences.join(' It also ')}`;
  return storeError({
    kind: 'store-part-missing',
    message: tell(mistakes.map(({ problem, fix }) => `${problem}. ${fix}`)),
    remedied: { problem: tell(mistakes.map(({ problem }) => `${problem}.`)), remedy: 'add-part' },
  });
}

function rulesNewer(
  { programId, version }: StoredProgram,
  problems: readonly { readonly path: string; readonly problem: string }[],
): StoreError {
  const shown = problems.slice(0, 3).map(({ path, problem }) => `${path} ${problem}`);
  const message = `The program ${programId} is stored as ${version}, which this library cannot read: ${shown.join('; ')}. Use a library that is as new as the one that stored it.`;
  return storeError({ kind: 'store-schema-newer', message });
}
