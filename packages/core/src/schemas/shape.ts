import { ok } from 'neverthrow';
import type * as z from 'zod/mini';
import type { Agrees, Shape } from '../kernel/shape.ts';
import { strict } from './objects.ts';
import { parse } from './parse.ts';

/**
 * The shape of an input, held against the interface that describes it: `shape<AdjustPointsCommand>()(strict({ … }))`.
 * A field that only one of them has, or of another sort, does not compile.
 */
export function shape<Input>() {
  return <Schema extends z.ZodMiniType>(
    schema: Schema & (Agrees<Input, z.output<Schema>> extends true ? unknown : Agrees<Input, z.output<Schema>>),
  ): Shape<Input, z.output<Schema>> => ({ schema, parse: (input) => parse(schema as Schema, input) });
}

/** The shape of an input that may be left out, and then says nothing. */
export function optionalShape<Input extends object>() {
  return <Schema extends z.ZodMiniType>(
    schema: Schema & (Agrees<Input, z.output<Schema>> extends true ? unknown : Agrees<Input, z.output<Schema>>),
  ): Shape<Input | undefined, z.output<Schema>> => ({
    schema,
    parse: (input) => parse(schema as Schema, input === undefined ? {} : input),
  });
}

/** The shape of a verb that is told nothing: there is nothing to refuse. */
export const noInput: Shape<undefined, null> = { schema: strict({}), parse: () => ok(null) };
