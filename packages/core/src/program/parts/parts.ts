import { InvariantError } from '../../values/invariant.ts';
import type { Adapted } from './adapt-part.ts';
import type { ConditionPart } from './condition.ts';
import { conditions } from './conditions.ts';
import type { EarnPart } from './earn-kind.ts';
import { earnKinds } from './earn-kinds.ts';
import type { Part } from './own-part.ts';
import type { SectionBearer } from '../../kernel/section.ts';
import { type Sections, sectionsOf } from '../parsing/section.ts';
import type { PartVersions } from './part-versions.ts';

/**
 * What rules can be made of: in all their versions, or one version of each; and the sections of plugins beside them.
 */
export interface Parts {
  readonly conditions: readonly ConditionPart[];
  readonly earnKinds: readonly EarnPart[];
  readonly sections: Sections;
}

/** Pointbook's own parts. */
export const builtIn: Parts = { conditions, earnKinds, sections: {} };

/** Pointbook's own parts and the host's, and the sections of plugins. */
export function partsWith(own: readonly Part[], plugins: readonly SectionBearer[] = []): Parts {
  const sections = sectionsOf(plugins);
  if (own.length === 0) return Object.keys(sections).length === 0 ? builtIn : { ...builtIn, sections };
  const adapted = own.map(adaptedOf).sort(byKind);
  const parts = {
    sections,
    conditions: [...conditions, ...adapted.filter((part) => part.type === 'condition')],
    earnKinds: [...earnKinds, ...adapted.filter((part) => part.type === 'earn')],
  };
  refuseTwins(parts.conditions, conditions);
  refuseTwins(parts.earnKinds, earnKinds);
  return parts;
}

/** One version of each part: the one that is named, or the newest. */
export function chooseParts(parts: Parts, versions: PartVersions): Parts {
  return {
    ...parts,
    conditions: chooseOf(parts.conditions, versions.when),
    earnKinds: chooseOf(parts.earnKinds, versions.earn),
  };
}

/** The parts that a program names and that are not there. */
export function missingParts(parts: Parts, versions: PartVersions): NamedPart[] {
  return missingOf(parts, namedParts(versions));
}

/** Those of some parts that are not there. */
export function missingOf(parts: Parts, named: readonly NamedPart[]): NamedPart[] {
  const there = { when: parts.conditions, earn: parts.earnKinds };
  return named.filter(
    ({ section, kind, version }) => !there[section].some((part) => part.kind === kind && part.version === version),
  );
}

/** The parts that a program names. */
export function namedParts(versions: PartVersions): NamedPart[] {
  return (['when', 'earn'] as const).flatMap((section) =>
    Object.entries(versions[section]).map(([kind, version]) => ({ section, kind, version })),
  );
}

/** A part that a program was written with. */
export interface NamedPart {
  /** Whether it is a condition (`when`) or an earn kind. */
  readonly section: keyof PartVersions;
  /** Its kind, as a rule names it. */
  readonly kind: string;
  /** Its version, which says how it reckons. */
  readonly version: number;
}

/** How a part that is missing is told. */
export function mistakeOfMissing({ section, kind, version }: NamedPart) {
  const what = section === 'when' ? 'condition' : 'earn kind';
  return {
    problem: `names version ${version} of the ${what} "${kind}", which is not given`,
    fix: `Give it where the program is made: defineProgram(definition, { parts: [${kind}] }).`,
    remedy: 'add-part',
  } as const;
}

type Kinds = readonly { readonly kind: string; readonly version: number }[];

function chooseOf<Each extends Kinds[number]>(
  parts: readonly Each[],
  versions: Readonly<Record<string, number>>,
): Each[] {
  const chosen = new Map<string, Each>();
  for (const part of parts) {
    const { kind, version } = part;
    const named = Object.hasOwn(versions, kind) ? versions[kind] : undefined;
    const isBetter = named === undefined ? version > (chosen.get(kind)?.version ?? 0) : version === named;
    if (isBetter) chosen.set(kind, part);
  }
  return [...chosen.values()];
}

function refuseTwins(all: Kinds, taken: Kinds): void {
  for (const [index, { kind, version }] of all.entries()) {
    const twin = all.findIndex(
      (other, place) => other.kind === kind && (other.version === version || place < taken.length),
    );
    if (twin < index) throw new InvariantError(`The part "${kind}" of version ${version} is there already.`);
  }
}

function byKind(a: Kinds[number], b: Kinds[number]): number {
  return a.kind === b.kind ? a.version - b.version : a.kind < b.kind ? -1 : 1;
}

function adaptedOf(part: Part): Adapted['adapted'] {
  const { adapted } = part as Partial<Adapted>;
  if (adapted === undefined) throw new InvariantError(`Make the part "${part.kind}" with definePart().`);
  return adapted;
}
