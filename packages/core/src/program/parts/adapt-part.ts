import { canonicalJson } from '../../values/fingerprint.ts';
import { InvariantError } from '../../values/invariant.ts';
import { type EarnBase, earningMoney } from '../earning-money.ts';
import { orNull } from '../../schemas/fields.ts';
import { type Schema, tell } from '../../schemas/schema.ts';
import type { ConditionPart } from './condition.ts';
import type { Counted, EarnPart } from './earn-kind.ts';
import type { Part, PartialPoints } from './own-part.ts';
import type { CheckedValue, ValueSchema } from '../../kernel/standard-schema.ts';

/** A condition of the host's own, as the rules use one. */
export function adaptCondition(own: Extract<Part, { type: 'condition' }>): ConditionPart {
  const { type, kind, version, reads = [], unmet } = own;
  return {
    type,
    kind,
    version,
    reads,
    unmet,
    value: orNull(shapeOf(kind, own.value)),
    isMet: (value, occasion) => own.isMet(value, occasion),
  };
}

/** An earn kind of the host's own, as the rules use one. */
export function adaptEarnKind(own: Extract<Part, { type: 'earn' }>): EarnPart {
  const { type, kind, version, reads = [], countsLines = true } = own;
  const ignored = countsLines ? null : { what: `a rule per ${kind}`, fix: 'Leave it out.' };
  return {
    type,
    kind,
    version,
    reads,
    fields: shapeOf(kind, own.fields),
    withoutLines: () => ignored,
    count(fields, occasion, counted) {
      const money = (base: EarnBase) => earningMoney(base, occasion, counted);
      return countedBy(kind, own.count(fields as object, { ...occasion, lines: counted.lines, money }));
    },
  };
}

/** The host's code may count anything; what is no number of points stops here. */
function countedBy(kind: string, { points, of = 1, base = null, paidWithPoints = 0 }: PartialPoints): Counted {
  const isPoints = (typeof points === 'bigint' || Number.isSafeInteger(points)) && points >= 0;
  if (isPoints && Number.isSafeInteger(of) && of >= 1) return { points, of, base, paidWithPoints };
  throw new InvariantError(
    `The part "${kind}" counted ${points} / ${of} points: both must be whole, and none below 0.`,
  );
}

function shapeOf(kind: string, schema: ValueSchema<unknown>): Schema<unknown> {
  const check = (input: unknown): CheckedValue<unknown> => {
    const checked = '~standard' in schema ? schema['~standard'].validate(input) : schema(input);
    if (!('then' in checked)) return checked;
    throw new InvariantError(`The schema of the part "${kind}" answers later: a part needs one that answers at once.`);
  };
  return {
    read(input, reading) {
      const checked = check(input);
      if (!checked.issues) return plainValue(kind, checked.value, check);
      for (const { message, path = [] } of checked.issues) {
        const problem = `is refused by the part "${kind}": ${message.replaceAll(/\s+/g, ' ')}`;
        const keys = path.map((step) => (typeof step === 'object' ? step.key : step));
        tell(reading, { problem, fix: 'Write what the part can read.' }, keys);
      }
      return input;
    },
    brief: (value) => value,
  };
}

/** A stored value is read again, so it must be JSON, and stay what it is. */
function plainValue(kind: string, value: unknown, check: (input: unknown) => CheckedValue<unknown>): unknown {
  if (isPlain(value)) {
    const text = canonicalJson(value);
    const plain: unknown = JSON.parse(text);
    const again = check(plain);
    if (!again.issues && isPlain(again.value) && canonicalJson(again.value) === text) return plain;
  }
  throw new InvariantError(`The schema of the part "${kind}" must give plain JSON that it then reads as the same.`);
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return value === null || /^(string|boolean)$/.test(typeof value);
  // Whatever realm it comes from: the prototype of a plain object has none itself.
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlainObject = Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
  return isPlainObject && Object.values(value).every((each) => each === undefined || isPlain(each));
}
