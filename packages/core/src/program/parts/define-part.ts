import { InvariantError } from '../../values/invariant.ts';
import { checkOptionNames, type OptionNames } from '../../values/option-names.ts';
import type { MemberFact } from '../member-facts.ts';
import { adapt, type Adapted } from './adapt-part.ts';
import type { OwnCondition, OwnEarnKind, Part } from './own-part.ts';

const ofPart = { type: true, kind: true, version: true, reads: false };
const members: { readonly [Type in Part['type']]: OptionNames<Extract<Part, { readonly type: Type }>> } = {
  condition: { ...ofPart, value: true, unmet: true, isMet: true },
  earn: { ...ofPart, fields: true, countsLines: false, count: true },
};

/**
 * Declares a condition of the host's own, to be given to `defineProgram` or `parseProgram`.
 *
 * @remarks A stored program names the part and its version. A ledger opens only where all parts of its stored programs
 * are given. So keep a part for as long as the ledger, and give a new meaning a new version.
 *
 * @example
 * ```ts
 * import { definePart, defineProgram } from '@pointbook/core';
 *
 * const exceptTiers = definePart({
 *   type: 'condition',
 *   kind: 'exceptTiers',
 *   version: 1,
 *   value: (input) =>
 *     Array.isArray(input) ? { value: input.map(String) } : { issues: [{ message: 'must be a list of tiers' }] },
 *   reads: ['tier'],
 *   unmet: 'excepted-tier',
 *   isMet: (tiers, { member }) => !tiers.includes(member.tier ?? ''),
 * });
 *
 * const program = defineProgram(
 *   {
 *     programId: 'warung',
 *     name: 'Warung Ayu',
 *     timeZone: 'Asia/Jakarta',
 *     currency: 'IDR',
 *     earn: {
 *       rules: [{ ruleId: 'base', earn: { per: 'amount', points: 1, of: 1000 }, when: { exceptTiers: ['staff'] } }],
 *     },
 *   },
 *   { parts: [exceptTiers] },
 * );
 * ```
 */
export function definePart<const Kind extends string, Value, const Fact extends MemberFact = never, Written = Value>(
  part: OwnCondition<Kind, Value, Fact, Written>,
): OwnCondition<Kind, Value, Fact, Written>;
/** Declares an earn kind of the host's own. */
export function definePart<
  const Kind extends string,
  Fields extends object,
  const Fact extends MemberFact = never,
  Written = Fields,
>(part: OwnEarnKind<Kind, Fields, Fact, Written>): OwnEarnKind<Kind, Fields, Fact, Written>;
export function definePart(part: Part): Part {
  const { type, kind, version } = Object(part) as Part;
  const known = Object.hasOwn(members, type) ? members[type] : undefined;
  if (known === undefined)
    throw new InvariantError(`The \`type\` of the part "${kind}" must be 'condition' or 'earn'.`);
  checkOptionNames(`definePart() of "${kind}"`, part, known);
  if (typeof kind !== 'string' || !/^[A-Za-z][A-Za-z0-9]{0,63}$/.test(kind) || kind in {}) {
    throw new InvariantError(
      `The kind of a part must be a letter, then letters and digits, 64 at most: not "${kind}".`,
    );
  }
  if (!Number.isSafeInteger(version) || version < 1) {
    throw new InvariantError(`The version of the part "${kind}" must be a whole number of 1 or more, not ${version}.`);
  }
  const made = { ...part };
  // Where a host copies the part and changes it, what was adapted does not go with it.
  const value: Adapted['adapted'] = adapt(made);
  return Object.freeze(Object.defineProperty(made, 'adapted' satisfies keyof Adapted, { value }));
}
