import type { Result } from 'neverthrow';
import type { InvalidCommand } from '../../values/errors.ts';
import type { Instant } from '../../values/instant.ts';

/** Checks the input that a host gives, and answers the form that decisions work with. */
export interface Shape<Input, Checked> {
  /** Checks an input: the checked form, or the first mistake in it. */
  parse(input: Input): Result<Checked, InvalidCommand>;
  /** What the shape is made of; a JSON Schema is derived from it. */
  readonly schema: unknown;
}

/** What a shape answers with. */
export type CheckedOf<Of> = Of extends Shape<never, infer Checked> ? Checked : never;

/**
 * Whether a checked value says the same as the input that the interface describes: the same keys at every depth, and
 * fields of the same sort. The answer names what differs.
 */
export type Agrees<Input, Checked> = [Extract<Input, Date>] extends [never]
  ? [Input] extends [readonly (infer InputItem)[]]
    ? [Checked] extends [readonly (infer CheckedItem)[]]
      ? Agrees<InputItem, CheckedItem>
      : Differs<Input, Checked>
    : [Input] extends [object]
      ? [Checked] extends [object]
        ? AgreeingKeys<Input, Checked>
        : Differs<Input, Checked>
      : Same<[Checked] extends [Input] ? true : false, Input, Checked>
  : Same<[Checked] extends [Instant] ? true : false, Input, Checked>;

type AgreeingKeys<Input, Checked> = [
  Exclude<KeysOf<Input>, KeysOf<Checked>> | Exclude<KeysOf<Checked>, KeysOf<Input>>,
] extends [never]
  ? { [Key in keyof Input & keyof Checked]-?: Agrees<NonNullable<Input[Key]>, NonNullable<Checked[Key]>> }[keyof Input &
      keyof Checked]
  : {
      readonly missingInShape: Exclude<KeysOf<Input>, KeysOf<Checked>>;
      readonly unknownInInterface: Exclude<KeysOf<Checked>, KeysOf<Input>>;
    };

type KeysOf<T> = T extends unknown ? keyof T : never;

type Same<Holds, Input, Checked> = Holds extends true ? true : Differs<Input, Checked>;

interface Differs<Input, Checked> {
  readonly wanted: Input;
  readonly found: Checked;
}
