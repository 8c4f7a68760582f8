import { err, ok, type Result } from 'neverthrow';
import type * as z from 'zod/mini';
import type { InvalidCommand } from '../values/errors.ts';
import { problemsOf } from './problems.ts';

/** Checks an input from outside; the first mistake is told, with the field that has it. */
export function parse<Shape extends z.ZodMiniType>(
  shape: Shape,
  input: unknown,
): Result<z.output<Shape>, InvalidCommand> {
  const parsed = shape.safeParse(input);
  if (parsed.success) return ok(parsed.data);
  const [first] = problemsOf(parsed.error.issues);
  const { path = '', problem = 'is not a command', fix = '' } = first ?? {};
  const field = path === '' ? 'command' : path;
  return err({
    kind: 'invalid-command',
    message: `${path === '' ? 'The command' : path} ${problem}. ${fix}`.trimEnd(),
    field,
    problem,
  });
}
