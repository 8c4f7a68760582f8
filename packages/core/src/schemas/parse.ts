import { err, ok, type Result } from 'neverthrow';
import type { InvalidCommand } from '../values/errors.ts';
import { problemOf } from './problem.ts';
import { guarded, newReading, type Schema } from './schema.ts';
import { sentenceOf } from './mistake-text.ts';

/** Checks an input from outside, and answers its first mistake with the field that has it. */
export function parse<T>(shape: Schema<T>, input: unknown): Result<T, InvalidCommand> {
  const reading = newReading();
  const value = guarded(reading, () => shape.read(input, reading));
  const [first] = reading.mistakes;
  if (first === undefined) return ok(value as T);
  const { path, ...words } = problemOf(first);
  const field = path === '' ? 'command' : path;
  return err({
    kind: 'invalid-command',
    message: `${path === '' ? 'The command' : path} ${sentenceOf(words)}`,
    field,
    problem: words.problem,
  });
}
