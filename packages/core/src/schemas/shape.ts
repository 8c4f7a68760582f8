import { ok } from 'neverthrow';
import type { Agrees, Shape } from '../kernel/shapes/shape.ts';
import { strict } from './objects.ts';
import { parse } from './parse.ts';
import type { Schema } from './schema.ts';

/** A schema that reads what the interface says; else its type says what differs. */
type Agreeing<Input, Checked> = Schema<Checked> &
  (Agrees<Input, Checked> extends true ? unknown : Agrees<Input, Checked>);

/**
 * The shape of an input, held against the interface that describes it: `shape<AdjustPointsCommand>()(strict({ … }))`.
 * A field that only one of them has, or of another sort, does not compile.
 */
export function shape<Input>() {
  return <Checked>(schema: Agreeing<Input, Checked>): Shape<Input, Checked> => ({
    schema,
    parse: (input) => parse<Checked>(schema, input),
  });
}

/** The shape of an input that may be left out. */
export function optionalShape<Input extends object>() {
  return <Checked>(schema: Agreeing<Input, Checked>): Shape<Input | undefined, Checked> => ({
    schema,
    parse: (input) => parse<Checked>(schema, input === undefined ? {} : input),
  });
}

/** The shape of a verb without an input. */
export const noInput: Shape<undefined, null> = { schema: strict({}), parse: () => ok(null) };
