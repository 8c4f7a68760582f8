import { InvariantError } from '../../values/invariant.ts';
import { type EarnBase, earningMoney } from '../evaluating/earning-money.ts';
import { orNull } from '../../schemas/fields.ts';
import { ownValue } from '../parsing/own-value.ts';
import type { ConditionPart } from './condition.ts';
import type { Counted, EarnPart } from './earn-kind.ts';
import type { Part, PartialPoints } from './own-part.ts';

/**
 * What `definePart` keeps with a part of the host's own. So only a bundle that defines parts holds what adapts them.
 */
export interface Adapted {
  /** The part as the rules use it. */
  readonly adapted: ConditionPart | EarnPart;
}

/** A part of the host's own, as the rules use one. */
export function adapt(own: Part): ConditionPart | EarnPart {
  return own.type === 'condition' ? adaptCondition(own) : adaptEarnKind(own);
}

function adaptCondition(own: Extract<Part, { type: 'condition' }>): ConditionPart {
  const { type, kind, version, reads = [], unmet } = own;
  return {
    type,
    kind,
    version,
    reads,
    unmet,
    value: orNull(ownValue('part', kind, own.value)),
    isMet: (value, occasion) => own.isMet(value, occasion),
  };
}

function adaptEarnKind(own: Extract<Part, { type: 'earn' }>): EarnPart {
  const { type, kind, version, reads = [], countsLines = true } = own;
  const ignored = countsLines ? null : { what: `a rule per ${kind}`, fix: 'Leave it out.' };
  return {
    type,
    kind,
    version,
    reads,
    fields: ownValue('part', kind, own.fields),
    withoutLines: () => ignored,
    count(fields, occasion, counted) {
      const money = (base: EarnBase) => earningMoney(base, occasion, counted);
      return countedBy(kind, own.count(fields as object, { ...occasion, lines: counted.lines, money }));
    },
  };
}

/** The host's code may answer anything; what is not a number of points throws here. */
function countedBy(kind: string, { points, of = 1, base = null, paidWithPoints = 0 }: PartialPoints): Counted {
  const isExact = (figure: number | bigint) => typeof figure === 'bigint' || Number.isSafeInteger(figure);
  if (isExact(points) && points >= 0 && isExact(of) && of >= 1) return { points, of, base, paidWithPoints };
  throw new InvariantError(
    `The part "${kind}" counted ${points} / ${of} points: both must be whole, and none below 0.`,
  );
}
