import * as z from 'zod';
import { mustBe, textOf, type Words } from './words.ts';

/** An object with these fields and no others. */
export function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const fields = Object.keys(shape);
  return z.strictObject(shape, {
    // The text of an unknown key lists the known ones; `problemsOf` makes words of it for each key.
    error: ({ code, input }) =>
      code === 'unrecognized_keys'
        ? fields.join('\n')
        : textOf(mustBe('an object', input, `Write { ${fields[0]}: … }.`)),
  });
}

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
export function withMeaning<Schema extends z.ZodType>(
  schema: Schema,
  judge: (value: z.output<Schema>, isSound: IsSound) => Iterable<Mistake>,
): Schema {
  return schema.superRefine(
    (value, context) => {
      const wrong = context.issues.map(({ path = [] }) => path);
      const isSound: IsSound = (...path) => !wrong.some((at) => at.length > 0 && startsAlike(at, path));
      for (const { path, ...words } of judge(value, isSound)) {
        context.addIssue({ code: 'custom', path: [...path], message: textOf(words) });
      }
    },
    { when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value) },
  );
}

/** The wrong path lies at the other one, under it, or above it. */
function startsAlike(a: readonly PropertyKey[], b: readonly PropertyKey[]): boolean {
  return a.slice(0, b.length).every((key, index) => key === b[index]);
}
