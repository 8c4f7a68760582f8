import type { PartVersions } from '../parts/part-versions.ts';
import type { Parts } from '../parts/parts.ts';

/** Rules as they are written down: plain JSON, without what is a default. */
export interface WrittenRules {
  readonly earn: {
    readonly rules: readonly WrittenRule[];
    readonly multipliers?: readonly Pick<WrittenRule, 'when'>[];
  };
}

interface WrittenRule {
  readonly earn: { readonly per: string };
  readonly when?: Readonly<Record<string, unknown>>;
}

/** No part is named. */
export const noVersions: PartVersions = { when: {}, earn: {} };

/** The parts that rules are made of. */
export function versionsIn({ earn: { rules, multipliers = [] } }: WrittenRules, parts: Parts): PartVersions {
  const conditions = new Set([...rules, ...multipliers].flatMap(({ when = {} }) => Object.keys(when)));
  const earnKinds = new Set(rules.map(({ earn }) => earn.per));
  return { when: versionsOf(conditions, parts.conditions), earn: versionsOf(earnKinds, parts.earnKinds) };
}

/** The versions above 1, so that a fingerprint holds no default; null where all are 1. */
export function changedVersions({ when, earn }: PartVersions): Partial<PartVersions> | null {
  const changed = Object.entries({ when: aboveFirst(when), earn: aboveFirst(earn) });
  const some = changed.filter(([, versions]) => Object.keys(versions).length > 0);
  return some.length === 0 ? null : Object.fromEntries(some);
}

function versionsOf(
  kinds: ReadonlySet<string>,
  parts: readonly { readonly kind: string; readonly version: number }[],
): Readonly<Record<string, number>> {
  return Object.fromEntries(parts.filter(({ kind }) => kinds.has(kind)).map(({ kind, version }) => [kind, version]));
}

function aboveFirst(versions: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(versions).filter(([, version]) => version > 1));
}
