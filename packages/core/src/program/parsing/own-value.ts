import { type Schema, addMistake } from '../../schemas/schema.ts';
import type { CheckedValue, ValueSchema } from '../../kernel/shapes/standard-schema.ts';
import { canonicalJson } from '../../values/fingerprint.ts';
import { InvariantError } from '../../values/invariant.ts';

/** A value of the host's own that a schema of any library checks; `owner` is the part or the plugin, for its words. */
export function ownValue<Value>(owner: 'part' | 'plugin', name: string, schema: ValueSchema<Value>): Schema<Value> {
  const named = `${owner} "${name}"`;
  const check = (input: unknown): CheckedValue<Value> => {
    const checked = '~standard' in schema ? schema['~standard'].validate(input) : schema(input);
    if (!('then' in checked)) return checked;
    throw new InvariantError(`The schema of the ${named} answers later: a ${owner} needs one that answers at once.`);
  };
  return {
    read(input, reading) {
      const checked = check(input);
      if (!checked.issues) return plainValue(named, checked.value, check);
      for (const { message, path = [] } of checked.issues) {
        const problem = `is refused by the ${named}: ${message.replaceAll(/\s+/g, ' ')}`;
        const keys = path.map((step) => (typeof step === 'object' ? step.key : step));
        addMistake(reading, { problem, fix: `Write what the ${owner} can read.` }, keys);
      }
      return input as Value;
    },
    canonical: (value) => value,
  };
}

/** A stored value is read again, so it must be JSON and give the same value. */
function plainValue<Value>(named: string, value: Value, check: (input: unknown) => CheckedValue<Value>): Value {
  if (isPlain(value)) {
    const text = canonicalJson(value);
    const plain: unknown = JSON.parse(text);
    const again = check(plain);
    if (!again.issues && isPlain(again.value) && canonicalJson(again.value) === text) return plain as Value;
  }
  throw new InvariantError(`The schema of the ${named} must give plain JSON that it then reads as the same.`);
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return value === null || /^(string|boolean)$/.test(typeof value);
  // It may come from another realm: the prototype of a plain object has no prototype.
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlainObject = Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
  return isPlainObject && Object.values(value).every((each) => each === undefined || isPlain(each));
}
