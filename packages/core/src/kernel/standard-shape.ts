import { err, ok } from 'neverthrow';
import { invalidCommand } from '../values/failures.ts';
import { invariant } from '../values/invariant.ts';
import type { Shape } from './shape.ts';

/** A schema of any library that follows standardschema.dev, such as zod, valibot or arktype. */
export interface StandardSchema<Input, Output> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    validate(value: unknown): StandardResult<Output> | Promise<StandardResult<Output>>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

/** What such a schema answers. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** What such a schema finds wrong. */
export interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** The shape of a verb's input, of any Standard Schema that answers at once. Its first issue is told as `invalid-command`. */
export function standardShape<Input, Output>(schema: StandardSchema<Input, Output>): Shape<Input, Output> {
  return {
    schema,
    parse(input) {
      const result = schema['~standard'].validate(input);
      invariant(!(result instanceof Promise), 'the schema of a verb answers at once, without a promise');
      if (result.issues === undefined) return ok(result.value);
      const [issue] = result.issues;
      const path = (issue?.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
      return err(invalidCommand(path.join('.') || 'The command', `is not valid: ${issue?.message ?? 'unknown'}`));
    },
  };
}
