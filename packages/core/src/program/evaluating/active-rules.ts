import { InvariantError } from '../../values/invariant.ts';
import { type ActiveCondition, activeConditions } from './active-conditions.ts';
import type { EarnRule } from '../earn-rule.ts';
import { type MemberFact, profileFacts } from '../member-facts.ts';
import type { ActiveMultiplier } from './multipliers.ts';
import type { EarnPart } from '../parts/earn-kind.ts';
import { builtIn, chooseParts, missingParts, type Parts, mistakeOfMissing } from '../parts/parts.ts';
import type { Program } from '../program.ts';

/** The rules of a program with their parts, ready to be evaluated. */
export interface ActiveRules {
  readonly rules: readonly ActiveRule[];
  /** The facts that the parts read: those that an invoice keeps of its member. */
  readonly facts: readonly MemberFact[];
  /** Whether the member's profile must be read for one of them. */
  readonly readsProfile: boolean;
}

export interface ActiveRule {
  readonly rule: EarnRule;
  readonly earn: EarnPart;
  readonly countsLines: boolean;
  readonly conditions: readonly ActiveCondition[];
  readonly multipliers: readonly ActiveMultiplier[];
}

/** Where a program keeps them. In CommonJS each entry file is a copy of this module, and all copies must find them. */
const partsKey = Symbol.for('@pointbook/core parts of a program');

interface WithParts {
  readonly [partsKey]?: Parts;
}

const activeRules = new WeakMap<Program, ActiveRules>();

/**
 * Remembers the parts that a program was parsed with: a program is plain data, and parts are code, which nobody lists
 * or copies.
 */
export function rememberParts(program: Program, parts: Parts): Program {
  return Object.defineProperty(program, partsKey, { value: parts });
}

/** Whether a value is a program that was parsed here: it is sound, and frozen. */
export function wasParsed(program: unknown): program is Program {
  try {
    return Object.hasOwn(program as object, partsKey);
  } catch {
    // It is no object, or none that can be looked at.
    return false;
  }
}

/** The parts that a program was parsed with, in all their versions. */
export function partsOfProgram(program: Program): Parts {
  return (program as WithParts)[partsKey] ?? builtIn;
}

/** The rules of a program; they are made ready once. */
export function activeRulesOf(program: Program): ActiveRules {
  let active = activeRules.get(program);
  if (active === undefined) activeRules.set(program, (active = makeReady(program)));
  return active;
}

/** Whether a member's profile is looked at: if not, none is read. */
export function readsProfileOf(program: Program): boolean {
  return program.earn.requireVerifiedEmail || activeRulesOf(program).readsProfile;
}

function makeReady(program: Program): ActiveRules {
  const all = partsOfProgram(program);
  const [missing] = missingParts(all, program.parts);
  if (missing) {
    const { problem, fix } = mistakeOfMissing(missing);
    throw new InvariantError(`The program ${problem}. ${fix}`);
  }
  const parts = chooseParts(all, program.parts);
  const multipliers = program.earn.multipliers.map((multiplier) => ({
    multiplier,
    conditions: activeConditions(multiplier.when, parts.conditions),
  }));
  const rules = program.earn.rules.map((rule) => {
    const earn = earnPartOf(rule, parts);
    return {
      rule,
      earn,
      countsLines: earn.withoutLines(rule.earn) === null,
      conditions: activeConditions(rule.when, parts.conditions),
      multipliers: multipliers.filter(
        ({ multiplier: { rules: named } }) => named === null || named.includes(rule.ruleId),
      ),
    };
  });
  const conditions = [...rules, ...multipliers].flatMap((each) => each.conditions.map(({ part }) => part));
  const facts = [...new Set([...conditions, ...rules.map(({ earn }) => earn)].flatMap(({ reads }) => reads))];
  return { rules, facts, readsProfile: facts.some((fact) => profileFacts.includes(fact)) };
}

function earnPartOf({ ruleId, earn: { per } }: EarnRule, { earnKinds }: Parts): EarnPart {
  const found = earnKinds.find(({ kind }) => kind === per);
  if (found) return found;
  throw new InvariantError(`Rule ${ruleId} earns per "${per}", which is no earn kind: parse the program first.`);
}
