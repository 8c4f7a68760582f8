import { verbsOf } from '@pointbook/core/plugin';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampled } from '../support/properties/sampled.ts';
import { shop } from './shop.ts';

const { pointbook, send } = shop();
const verb = verbsOf(pointbook.plugins).find(({ name }) => name === 'getMember');
const { json = {} } = (verb?.input.schema ?? {}) as { readonly json?: object };
const fits = new Ajv2020({ strict: false }).compile(json);

/** Whether the verb takes a text as the id of a member, whom it then may not know. */
async function isTaken(memberId: string): Promise<boolean> {
  const found = await pointbook.getMember({ memberId });
  return found.isErr() && found.error.kind === 'unknown-member';
}

const sample = { numRuns: sampled(300, 20_000), ...sampled({ seed: 14 }, {}) };
/** As short as can be, about as long as an id may be, and longer than that. */
const lengths = fc.oneof(fc.nat(5), fc.integer({ min: 120, max: 136 }), fc.nat(300));

/** Texts of some signs, of which those at the ends are not blank. */
const textsOf = (signs: fc.Arbitrary<string>) =>
  lengths.chain((length) => fc.array(signs, { minLength: length, maxLength: length }).map((each) => each.join('')));

test('[http] of ids of ASCII the schema takes what the verb takes', async () => {
  const visible = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
  const id = textsOf(fc.oneof({ weight: 9, arbitrary: visible }, { weight: 1, arbitrary: fc.constant(' ') }));
  const law = fc.asyncProperty(
    id.map((text) => text.trim()),
    async (memberId) => {
      expect([memberId, fits({ memberId })]).toEqual([memberId, await isTaken(memberId)]);
    },
  );
  await fc.assert(law, sample);
});

test('[http] the schema refuses no id that the verb takes, whatever its letters are and however they are written', async () => {
  // What becomes one letter in the form NFC: of these, three signs become two bytes.
  const composed = fc.constantFrom('u\u0308\u0304', 'e\u0301', 'é', 'ι\u0308\u0301', '각', 'ー', '😀', '\u0301');
  // Letters of several alphabets in one word are refused, however short it is.
  const id = fc.oneof(
    composed.chain((sign) => textsOf(fc.constant(sign))),
    fc.string({ unit: 'grapheme', maxLength: 5 }),
  );
  let taken = 0;
  const law = fc.asyncProperty(id, async (memberId) => {
    if (!(await isTaken(memberId))) return;
    taken += 1;
    expect([memberId, fits({ memberId })]).toEqual([memberId, true]);
  });
  await fc.assert(law, sample);
  expect(taken).toBeGreaterThan(20);
});

test('The description of the routes says how long an id may be', async () => {
  const { paths } = (await send('GET /openapi.json')).json;
  const [{ description, schema }] = paths['/members/{memberId}'].get.parameters;
  expect(description).toContain('At most 128 bytes of UTF-8.');
  expect(schema).toEqual({ type: 'string', minLength: 1, maxLength: 128 });
  const [key] = paths['/members/{memberId}/adjustments'].post.parameters.filter(
    ({ name }: { name: string }) => name === 'Idempotency-Key',
  );
  expect(key.schema).toMatchObject({ maxLength: 128 });
});
