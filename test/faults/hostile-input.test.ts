import { createPointbook, InvariantError, parseProgram, type PointbookOptions } from '@pointbook/core';
import { codes } from '@pointbook/core/codes';
import { jobs } from '@pointbook/core/jobs';
import { verbsOf } from '@pointbook/core/plugin';
import { reports } from '@pointbook/core/reports';
import { memoryStore } from '@pointbook/memory';
import fc from 'fast-check';
import { okAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { sampled } from '../support/properties/sampled.ts';
import { warung } from '../support/shops/warung.ts';
import { runs } from '../support/properties/worlds.ts';
import { inputOf, type JsonSchema, pathsOf, putAt } from './sample-input.ts';

const plugins = [codes(), jobs(), reports()] as const;
const pointbook = createPointbook({ program: warung(), store: memoryStore(), plugins });
const verbs = verbsOf(plugins).map((verb) => ({ ...verb, json: (verb.input.schema as { json: JsonSchema }).json }));

class Hostile extends Date {
  override getTime(): number {
    throw new Error('a class of the host');
  }
}
class Fickle extends Date {
  #asked = 0;
  override getTime(): number {
    return (this.#asked += 1) === 1 ? 0 : Number.NaN;
  }
}
class Customer {
  readonly #name = 'Ayu';
  get name(): string {
    return this.#name;
  }
}
const throwing = () =>
  Object.defineProperty({}, 'memberId', {
    enumerable: true,
    get: () => {
      throw new Error('an accessor of the host');
    },
  });
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const trapped = () =>
  new Proxy<object>(
    {},
    {
      ownKeys: () => {
        throw new Error('a trap of the host');
      },
    },
  );

/** What no field of any verb takes; each is made anew. */
const nevers: Readonly<Record<string, () => unknown>> = {
  'a promise': () => Promise.resolve('M-1'),
  'the answer of a verb': () => okAsync('M-1'),
  'an object whose accessor throws': throwing,
  'a revoked proxy': revoked,
  'a proxy whose trap throws': trapped,
  'a Date that throws': () => new Hostile(0),
  'a Date that is none': () => new Date(Number.NaN),
  'a map': () => new Map([['memberId', 'M-1']]),
  'an error': () => new Error('none'),
  'a boxed text': () => Object('M-1') as unknown,
  'a symbol': () => Symbol('M-1'),
  'a bigint': () => 5n,
  'a sparse list': () => Array.from({ length: 2 }).fill(1, 1),
  'a list of lists': () => [[[]]],
};
/** What some fields take, or what is left out. */
const perhaps: Readonly<Record<string, () => unknown>> = {
  'a Date that says two things': () => new Fickle(),
  'a function that throws': () => () => {
    throw new Error('a function of the host');
  },
  'an instance of a class': () => new Customer(),
  nothing: () => undefined,
  null: () => null,
  'an object without a prototype': () => Object.create(null) as unknown,
};

describe('an input that is not what it seems is `invalid-command`, and nothing is thrown', () => {
  test.each(verbs.filter(({ failures }) => failures.includes('invalid-command')))('$path', async (verb) => {
    for (const [what, make] of Object.entries(nevers)) {
      expect(await errorOf(verb.path, make()), `the input: ${what}`).toMatchObject({ kind: 'invalid-command' });
      for (const path of pathsOf(verb.json)) {
        const error = await errorOf(verb.path, putAt(inputOf(verb.json, path), path, make()));
        expect(error, `${path.join('.')}: ${what}`).toMatchObject({ kind: 'invalid-command' });
      }
    }
  });

  test('two fields that are not what they seem end in an error that the verb declares, or in none', async () => {
    const all = Object.values({ ...nevers, ...perhaps });
    const somewhere = fc.constantFrom(...verbs).chain((verb) =>
      fc.record({
        verb: fc.constant(verb),
        path: fc.constantFrom([], ...pathsOf(verb.json)),
        other: fc.constantFrom([], ...pathsOf(verb.json)),
        make: fc.constantFrom(...all),
        makeOther: fc.constantFrom(...all),
      }),
    );
    await fc.assert(
      fc.asyncProperty(somewhere, async ({ verb, path, other, make, makeOther }) => {
        fc.pre(!path.every((step, index) => step === other[index]));
        const input = putAt(inputOf(verb.json, path), path, make());
        const error = await errorOf(verb.path, putAt(input, other, makeOther()));
        expect([null, ...verb.failures]).toContain(error?.kind ?? null);
      }),
      { numRuns: 5 * runs, ...sampled({ seed: 12 }, {}) },
    );
  });

  test.each(verbs.filter(({ json }) => pathsOf(json).length > 0))(
    '$path names the field whose promise was not awaited',
    async ({ path: verb, json }) => {
      for (const path of pathsOf(json).filter(({ length }) => length === 1)) {
        // Some inputs are wrong without it: two of their fields exclude each other.
        const input = inputOf(json, path);
        if ((await errorOf(verb, input))?.kind === 'invalid-command') continue;
        const error = await errorOf(verb, putAt(input, path, Promise.resolve('M-1')));
        expect(error).toMatchObject({ field: path.join('.'), problem: expect.stringContaining('not a promise') });
        expect(error?.message).toContain('Await it first.');
      }
      expect(await errorOf(verb, Promise.resolve({}))).toMatchObject({ message: expect.stringContaining('Await it') });
    },
  );
});

describe('a program or a wiring that is not what it seems is refused by name', () => {
  const good = { program: warung(), store: memoryStore() };

  test.each(Object.entries(nevers))('%s', (_, make) => {
    const parsed = [make(), { ...warung(), name: make() }, { ...warung(), earn: { rules: [make()] } }].map((program) =>
      parseProgram(program),
    );
    for (const each of parsed) expect(each._unsafeUnwrapErr()).toMatchObject({ kind: 'invalid-program' });
    const wirings = [
      make(),
      { ...good, program: make() },
      { ...good, plugins: make() },
      { ...good, plugins: [make()] },
    ];
    for (const wiring of wirings) expect(() => createPointbook(wiring as PointbookOptions)).toThrow(InvariantError);
  });

  test.each([
    ['options with an accessor that throws', throwing(), 'cannot be read'],
    ['a plugin that was not called', { ...good, plugins: [codes] }, 'plugins[0] must be a plugin, not a function'],
    [
      'a store that was not awaited',
      { ...good, store: Promise.resolve(memoryStore()) },
      'store must be a store, not a promise. Await it first.',
    ],
    ['a program that was not awaited', { ...good, program: Promise.resolve(warung()) }, 'Await it first'],
    ['a clock that is a function', { ...good, clock: Date.now }, 'clock must be an object with a function `now`'],
    ['frozen rules with a version of their own', { ...good, program: Object.freeze({ version: 'v-1' }) }, 'mistakes'],
  ])('%s', (_, wiring, words) => {
    expect(() => createPointbook(wiring as PointbookOptions)).toThrow(words);
    expect(() => createPointbook(wiring as PointbookOptions)).toThrow(InvariantError);
  });
});

interface Failure {
  readonly kind: string;
  readonly message: string;
}

/** What a verb answers to an input, when it fails: whatever it answers with. */
async function errorOf(path: readonly string[], input: unknown): Promise<Failure | null> {
  const verb = path.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], pointbook);
  const answered = (verb as (input: unknown) => unknown)(input);
  for await (const part of partsOf(answered)) if (part.isErr()) return part.error;
  return null;
}

interface Part {
  isErr(): boolean;
  readonly error: Failure;
}

function partsOf(answered: unknown): AsyncIterable<Part> | Iterable<Part | PromiseLike<Part>> {
  const isStream = typeof answered === 'object' && answered !== null && Symbol.asyncIterator in answered;
  return isStream ? (answered as AsyncIterable<Part>) : [answered as PromiseLike<Part>];
}
