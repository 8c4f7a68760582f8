import fc from 'fast-check';
import { err, ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { parseJson } from './parse-json.ts';

describe('Strict JSON', () => {
  test('is what JSON.stringify writes, however it is spaced', () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: 'medium' }), fc.nat(4), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const read = parseJson(text, 1000);
        expect(read).toEqual(ok(JSON.parse(text)));
      }),
    );
  });

  test('is never more than JSON', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"',
      '\\',
      '"a"',
      '"\\u0061"',
      '1',
      'null',
      ' ',
      '"b\\\\"',
      '\\"',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const text = pieces.join('');
        const read = parseJson(text, 1000);
        expect(read.isOk() ? [read.value] : []).toEqual(read.isOk() ? [JSON.parse(text)] : []);
        expect(read.isErr() ? read.error : 'is not JSON').toMatch(
          /^(is not JSON|has the name "[^]*" twice in one object)$/,
        );
      }),
      { numRuns: 2000 },
    );
  });

  test('refuses every name that comes twice in one object, at every depth', () => {
    const name = fc.oneof(fc.string(), fc.constantFrom('a', '__proto__', '"', '\\', '\u0000', '😀'));
    fc.assert(
      fc.property(name, fc.nat(5), fc.boolean(), (given, depth, isEscaped) => {
        const quoted = JSON.stringify(given);
        const escaped = (_: unknown, index: number) => `\\u${given.charCodeAt(index).toString(16).padStart(4, '0')}`;
        const again = isEscaped ? `"${Array.from({ length: given.length }, escaped).join('')}"` : quoted;
        const inner = `{${quoted}:1,${again} :{${quoted}:2}}`;
        const read = parseJson('[{"x":'.repeat(depth) + inner + '}]'.repeat(depth), 1000);
        expect(read).toMatchObject({ error: expect.stringMatching(/twice in one object$/) });
      }),
    );
  });

  test.each([
    ['{"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]}', true],
    ['{"a":1,"A":2,"\u00e4":3,"a\u0308":4}', true],
    ['{"a":"b:","b":":"}', true],
    ['{"a":"a","b":"a"}', true],
    ['{"":1,"":2}', false],
  ])('%s', (text, isSound) => {
    expect(parseJson(text, 1000).isOk()).toBe(isSound);
  });

  test('is nested to the limit, and no deeper', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(parseJson(nested(32), 32).isOk()).toBe(true);
    expect(parseJson(nested(33), 32)).toEqual(err('is nested deeper than 32 levels'));
    expect(parseJson(`"${'['.repeat(100)}"`, 32).isOk()).toBe(true);
  });
});
