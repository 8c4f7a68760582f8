import { checkOptionNames } from '../values/option-names.ts';
import { problemOf } from '../schemas/problem.ts';
import { guarded, isObject, newReading, type Reading, addMistake } from '../schemas/schema.ts';
import { isPromise, mustBe, sentenceOf } from '../schemas/mistake-text.ts';
import { InvariantError } from '../values/invariant.ts';

/** The options of a ledger, read once. Who writes JavaScript has no type that says what they are: a mistake throws. */
export function checkPointbookOptions<Options extends object>(
  options: Options,
  known: Readonly<Record<string, boolean>>,
): Options {
  const reading = newReading();
  const read = guarded(reading, () => readOptions(options, reading));
  const [mistake] = reading.mistakes;
  if (mistake === undefined) {
    checkOptionNames('createPointbook()', read as Options, known);
    return read as Options;
  }
  const { path, ...words } = problemOf(mistake);
  throw new InvariantError(`${path || 'What createPointbook() is given'} ${sentenceOf(words)}`);
}

function readOptions<Options extends object>(options: Options, reading: Reading): Options {
  if (!isObject(options)) {
    addMistake(reading, mustBe('an object', options, 'Write createPointbook({ program, store }).'));
    return options;
  }
  const { plugins = [], store, clock } = options as Readonly<Record<string, unknown>>;
  if (isPromise(store)) addMistake(reading, mustBe('a store', store, ''), ['store']);
  if (clock !== undefined && !(isObject(clock) && typeof clock['now'] === 'function'))
    addMistake(reading, mustBe('an object with a function `now`', clock, 'Write { now: () => Date.now() }.'), [
      'clock',
    ]);
  if (!Array.isArray(plugins)) addMistake(reading, mustBe('a list', plugins, 'Write plugins: [codes()].'), ['plugins']);
  else
    for (const [index, plugin] of plugins.entries())
      if (!isObject(plugin) || typeof plugin['name'] !== 'string' || !isObject(plugin['verbs']))
        addMistake(reading, mustBe('a plugin', plugin, 'Call what makes it: codes(), not codes.'), ['plugins', index]);
  return { ...options };
}
