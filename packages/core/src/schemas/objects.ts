import * as z from 'zod/mini';
import { ZodMiniObject } from 'zod/mini';
import { $constructor, $ZodObjectJIT, type $strict, type $ZodErrorMap, type $ZodLooseShape } from 'zod/v4/core';
import { mustBe, textOf, type Words } from './words.ts';

/** An object with these fields and no others. */
export function strict<Shape extends $ZodLooseShape>(shape: Shape): ZodMiniObject<Shape, $strict> {
  const fields = Object.keys(shape);
  // The text of an unknown key lists the known ones; `problemsOf` makes words of it for each key.
  const error: $ZodErrorMap = ({ code, input }) =>
    code === 'unrecognized_keys' ? fields.join('\n') : textOf(mustBe('an object', input, `Write { ${fields[0]}: … }.`));
  return new CompiledObject({ type: 'object', shape, catchall: z.never(), error }) as ZodMiniObject<Shape, $strict>;
}

/** The object of zod/mini, with the reader of zod proper, which is compiled on first use and twice as fast. */
const CompiledObject = $constructor<ZodMiniObject>('CompiledObject', (instance, definition) => {
  ZodMiniObject.init(instance, definition);
  $ZodObjectJIT.init(instance, definition);
});

/** A mistake that lies in several fields together, told at one of them. */
export interface Mistake extends Words {
  readonly path: readonly PropertyKey[];
}

/** Whether nothing at or under a path is wrong by itself. */
export type IsSound = (...path: readonly PropertyKey[]) => boolean;

/**
 * Judges fields together. It runs whatever is wrong with them alone, so that every mistake is told at once; `judge`
 * must ask `isSound` before it trusts a field.
 */
export function withMeaning<Schema extends z.ZodMiniType>(
  schema: Schema,
  judge: (value: z.output<Schema>, isSound: IsSound) => Iterable<Mistake>,
): Schema {
  const check = z.superRefine<z.output<Schema>>(
    (value, context) => {
      const wrong = context.issues.map(({ path = [] }) => path);
      const isSound: IsSound = (...path) => !wrong.some((at) => at.length > 0 && startsAlike(at, path));
      for (const { path, ...words } of judge(value, isSound)) {
        context.addIssue({ code: 'custom', path: [...path], message: textOf(words) });
      }
    },
    { when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value) },
  );
  return schema.check(check);
}

/** The wrong path lies at the other one, under it, or above it. */
function startsAlike(a: readonly PropertyKey[], b: readonly PropertyKey[]): boolean {
  return a.slice(0, b.length).every((key, index) => key === b[index]);
}
