import { err, ok } from 'neverthrow';
import { invalidCommand } from '../../values/failures.ts';
import { invariant } from '../../values/invariant.ts';
import type { Shape } from './shape.ts';
import type { StandardSchema } from './standard-schema.ts';

/**
 * The shape of a verb's input, of any Standard Schema that answers at once. Its first issue becomes `invalid-command`.
 */
export function standardShape<Input, Checked>(schema: StandardSchema<Checked, Input>): Shape<Input, Checked> {
  return {
    schema,
    parse(input) {
      let result;
      try {
        result = schema['~standard'].validate(input);
      } catch {
        return err(invalidCommand('The command', 'cannot be read: it throws an error when it is looked at'));
      }
      invariant(!('then' in result), 'the schema of a verb answers at once, without a promise');
      if (result.issues === undefined) return ok(result.value);
      const [issue] = result.issues;
      const path = (issue?.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
      return err(invalidCommand(path.join('.') || 'The command', `is not valid: ${issue?.message ?? 'unknown'}`));
    },
  };
}
