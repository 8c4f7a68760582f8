import { err, ok, type Result } from 'neverthrow';
import { type Mistake, type Problem, problemOf } from '../../schemas/problem.ts';
import { canonicalJson, longFingerprintOf } from '../../values/fingerprint.ts';
import type { ProgramVersion } from '../../values/ids.ts';
import { InvariantError } from '../../values/invariant.ts';
import { checkOptionNames } from '../../values/option-names.ts';
import type { PluginSections, SectionBearer } from '../../kernel/section.ts';
import { partsOfProgram, rememberParts } from '../evaluating/active-rules.ts';
import { deepFreeze } from './deep-freeze.ts';
import type { Part } from '../parts/own-part.ts';
import type { PartVersions } from '../parts/part-versions.ts';
import { chooseParts, missingParts, type Parts, partsWith, mistakeOfMissing } from '../parts/parts.ts';
import type { CheckedProgram, Program } from '../program.ts';
import type { ProgramDefinition } from '../program-definition.ts';
import { partVersionsRule, programShape } from '../shapes/program-shape.ts';
import { sectionsOf } from './section.ts';
import { guarded, isObject, newReading } from '../../schemas/schema.ts';
import { changedVersions, noVersions, type WrittenRules, versionsIn } from './written-rules.ts';

/** The input is no program; every mistake is told. */
export interface InvalidProgram {
  /** The name of the error, to switch on. */
  readonly kind: 'invalid-program';
  /** All mistakes as one text, fit for a log. */
  readonly message: string;
  /** One item for each mistake; at least one. */
  readonly problems: readonly Problem[];
}

/** What a program may be made of. */
export interface ProgramOptions<
  Own extends Part = Part,
  Plugins extends readonly SectionBearer[] = readonly SectionBearer[],
> {
  /** The host's own conditions and earn kinds, in all versions that this program and its stored versions use. */
  readonly parts?: readonly Own[] | undefined;
  /** Plugins whose sections the program may have. */
  readonly plugins?: Plugins | undefined;
}

/**
 * Checks a program from outside (a file, a form, a database), fills in what it left out, and gives it its version.
 *
 * @remarks The version is a fingerprint of the rules: the same rules have the same version wherever and however they
 * are written, and in every release of this library. A program that was parsed before comes out the same; one whose
 * rules were changed under its version is refused.
 *
 * @example
 * ```ts
 * import { parseProgram } from '@pointbook/core';
 *
 * const program = parseProgram(JSON.parse('{ "programId": "warung", "currency": "rupiah" }'));
 * if (program.isErr()) throw new Error(program.error.problems.map(({ path, fix }) => `${path}: ${fix}`).join('\n'));
 * ```
 */
export function parseProgram(input: unknown, options: ProgramOptions = {}): Result<Program, InvalidProgram> {
  checkOptionNames('parseProgram()', options, { parts: false, plugins: false });
  const { parts = [], plugins = [] } = options;
  return readProgram(input, partsWith(parts, plugins));
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
export function defineProgram<const Own extends Part = never, const Plugins extends readonly SectionBearer[] = []>(
  definition: CheckedProgram | ProgramDefinition<Own, PluginSections<Plugins>>,
  options: ProgramOptions<Own, Plugins> = {},
): Program {
  return soundProgram(parseProgram(definition, options));
}

/** A program with the sections of these plugins, and no others than it had; the same where it has them already. */
export function programWith(program: Program, plugins: readonly SectionBearer[]): Program {
  const parts = partsOfProgram(program);
  const sections = sectionsOf(plugins);
  if (Object.entries(sections).every(([name, shape]) => parts.sections[name] === shape)) return program;
  return soundProgram(readProgram(program, { ...parts, sections: { ...parts.sections, ...sections } }));
}

function soundProgram(read: Result<Program, InvalidProgram>): Program {
  return read.match(
    (program) => program,
    ({ message }) => {
      throw new InvariantError(message);
    },
  );
}

/** Reads a program, stored or as it was written, with parts that are ready. */
export function readProgram(input: unknown, all: Parts, isStored = false): Result<Program, InvalidProgram> {
  const reading = newReading();
  const named = guarded(reading, () => namedVersions(input)) ?? noVersions;
  const { parts: chosen, shape } = isStored ? makeShape(all, named, true) : shapeOf(all, named);
  const read = guarded(reading, () => shape.read(input, reading));
  const missing = missingParts(all, named).map((part) => ({
    path: ['parts', part.section, part.kind],
    ...mistakeOfMissing(part),
  }));
  const mistakes = [...reading.mistakes, ...missing];
  if (mistakes.length > 0 || read === undefined) return invalid(mistakes);
  // From the text on, nothing is shared with the input.
  const text = canonicalJson(shape.canonical(read));
  const rules = JSON.parse(text) as WrittenRules;
  const parts = versionsIn(rules, chosen);
  const changed = changedVersions(parts);
  const version =
    `v-${longFingerprintOf(changed ? canonicalJson({ ...rules, parts: changed }) : text)}` as ProgramVersion;
  if (read.version !== undefined && read.version !== version) {
    const fix = `Leave it out to give these rules their own version, ${version}.`;
    return invalid([
      { path: ['version'], problem: 'does not belong to these rules, which were changed under it', fix },
    ]);
  }
  const program = copyOf({ ...shape.read(rules, reading), v: 1, version, parts });
  return ok(deepFreeze(rememberParts(program, all)));
}

interface SchemaOfParts {
  readonly parts: Parts;
  readonly shape: ReturnType<typeof programShape>;
}

/** A shape is made once for the newest versions, which nearly every program has. */
const newest = new WeakMap<Parts, SchemaOfParts>();

function shapeOf(all: Parts, named: PartVersions): SchemaOfParts {
  let made = newest.get(all);
  if (made === undefined) newest.set(all, (made = makeShape(all, noVersions)));
  return missingParts(made.parts, named).length === 0 ? made : makeShape(all, named);
}

function makeShape(all: Parts, named: PartVersions, isStored = false): SchemaOfParts {
  const parts = chooseParts(all, named);
  return { parts, shape: programShape(parts, isStored) };
}

/** Plain JSON that shares nothing with the defaults. */
function copyOf(program: Program): Program {
  return JSON.parse(JSON.stringify(program)) as Program;
}

/** The versions that an input asks for, where it is sound in that. */
function namedVersions(input: unknown): PartVersions {
  const parts = isObject(input) ? input['parts'] : undefined;
  return partVersionsRule.check(parts) === null ? (parts as PartVersions) : noVersions;
}

/** A message that nobody would read to its end helps nobody. */
const maxShown = 20;

function invalid(mistakes: readonly Mistake[]): Result<never, InvalidProgram> {
  const problems = mistakes.map(problemOf);
  const lines = problems
    .slice(0, maxShown)
    .map(({ path, problem, fix }) => `  ${path === '' ? 'The program' : `${path}:`} ${problem}. ${fix}`);
  const more = problems.length > maxShown ? [`  … and ${problems.length - maxShown} more.`] : [];
  const count = problems.length === 1 ? 'one mistake' : `${problems.length} mistakes`;
  const message = [`The program has ${count}:`, ...lines, ...more].join('\n');
  return err({ kind: 'invalid-program', message, problems });
}
