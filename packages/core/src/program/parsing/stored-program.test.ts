import { describe, expect, test } from 'vitest';
import { flag, orNull, whole } from '../../schemas/fields.ts';
import { object } from '../../schemas/objects.ts';
import { canonicalJson } from '../../values/fingerprint.ts';
import { evaluateRules } from '../evaluating/evaluate-rules.ts';
import { defineProgram, parseProgram, readProgram } from './parse-program.ts';
import { condition } from '../parts/condition.ts';
import { definePart } from '../parts/define-part.ts';
import { earnKind } from '../parts/earn-kind.ts';
import { builtIn } from '../parts/parts.ts';
import { visit } from '../parts/visit.ts';
import { off, wholeOr } from '../shapes/program-fields.ts';
import { full, minimal, withRule } from './program-testing.ts';
import { sold } from '../evaluating/rules-testing.ts';
import { readStored, storedForm } from './stored-program.ts';
import { errorOf, valueOf } from '../../value-of-testing.ts';

const evenly = (version: number, divisor: number) =>
  definePart({
    type: 'condition',
    kind: 'evenly',
    version,
    value: (input) => (input === true ? { value: true } : { issues: [{ message: 'must be true' }] }),
    unmet: 'not-even',
    isMet: (_, { kept }) => kept.total % divisor === 0,
  });
const input = withRule({ when: { evenly: true } });

describe('a program is stored', () => {
  test('without what is a default, and with the versions of its parts', () => {
    const { version } = defineProgram(minimal);
    expect(storedForm(defineProgram(minimal))).toEqual({
      v: 1,
      programId: 'warung',
      version,
      parts: { when: {}, earn: { amount: 1 } },
      name: 'Warung Ayu',
      timeZone: 'Asia/Jakarta',
      currency: 'IDR',
      earn: { rules: [{ ruleId: 'base', earn: { per: 'amount', points: 1, of: 1000 } }] },
    });
  });

  test('and read as it was', () => {
    const program = defineProgram(full);
    const stored = JSON.parse(JSON.stringify(storedForm(program))) as typeof program;
    expect(valueOf(readStored(stored, program))).toEqual(program);
    expect(valueOf(readStored(stored, program))).toBe(valueOf(readStored(stored, program)));
    expect(program.parts).toEqual({
      when: {
        from: 1,
        until: 1,
        weekdays: 1,
        hours: 1,
        minimumSpend: 1,
        firstPurchase: 1,
        birthday: 1,
        tiers: 1,
      },
      earn: { amount: 1, visit: 1 },
    });
  });

  test('but not where a part of it is missing, which is named with the line to add', () => {
    const stored = storedForm(valueOf(parseProgram(input, { parts: [evenly(1, 2)] })));
    expect(errorOf(readStored(stored, defineProgram(minimal)))).toEqual({
      kind: 'store-part-missing',
      written: 'no',
      retryable: false,
      message: `The program warung is stored as ${stored.version}, which names version 1 of the condition "evenly", which is not given. Give it where the program is made: defineProgram(definition, { parts: [evenly] }).`,
      remedied: {
        problem: `The program warung is stored as ${stored.version}, which names version 1 of the condition "evenly", which is not given.`,
        remedy: 'add-part',
      },
    });
    const others = valueOf(parseProgram(input, { parts: [evenly(2, 2)] }));
    expect(errorOf(readStored(stored, others)).kind).toBe('store-part-missing');
    const again = parseProgram(stored);
    expect(again.isErr() && again.error.problems.map(({ path }) => path)).toEqual([
      'earn.rules[0].when.evenly',
      'parts.when.evenly',
    ]);
  });

  test('nor where a later library wrote more than this one knows', () => {
    const stored = { ...storedForm(defineProgram(minimal)), later: true };
    expect(errorOf(readStored(stored, defineProgram(full)))).toMatchObject({
      kind: 'store-schema-newer',
      message: expect.stringContaining('later is not known here'),
    });
  });
});

describe('the version of a program', () => {
  test('is the same in every release', () => {
    expect(defineProgram(minimal).version).toBe('v-5211ec9209a587fc44b56c5b1596d1b7');
    expect(defineProgram(full).version).toBe('v-f1cf4ad6a7d3863371c8d7196c6d8bd9');
  });

  test('is kept by a later library with more conditions, more fields of an earn kind, and other defaults to come', () => {
    const later = condition({
      kind: 'later',
      version: 1,
      value: orNull(whole(1)),
      reads: [],
      unmet: 'later',
      isMet: () => true,
    });
    const laterVisit = earnKind({ ...visit, fields: object({ points: whole(1), onlyOnce: off() }) });
    const library = {
      conditions: [later, ...builtIn.conditions],
      earnKinds: [laterVisit, ...builtIn.earnKinds.filter(({ kind }) => kind !== 'visit')],
      sections: {},
    };
    for (const definition of [minimal, full]) {
      const before = defineProgram(definition);
      const after = valueOf(readProgram(definition, library));
      expect(after.version).toBe(before.version);
      expect(after.earn.rules[0]?.when).toMatchObject({ later: null });
      expect(valueOf(readProgram(storedForm(before), library))).toEqual(after);
    }
  });

  test('and so by one with one more field anywhere, since the written form has none of its default', () => {
    const before = object({ days: wholeOr(90, 0), isOpen: flag() });
    const after = object({
      days: wholeOr(90, 0),
      isOpen: flag(),
      more: object({ least: wholeOr(5, 0) }),
      other: off(),
    });
    const written = before.canonical({ days: 90, isOpen: true });
    expect(canonicalJson(after.canonical({ days: 90, isOpen: true, more: { least: 5 }, other: false }))).toBe(
      canonicalJson({ ...(written as object), more: {} }),
    );
  });

  test('names a part of a higher version, which may mean something else', () => {
    const [first, second] = [evenly(1, 2), evenly(2, 3)];
    const before = valueOf(parseProgram(input, { parts: [first] }));
    const after = valueOf(parseProgram(input, { parts: [first, second] }));
    expect(after.parts.when).toEqual({ evenly: 2 });
    expect(after.version).not.toBe(before.version);
    const kept = valueOf(readStored(storedForm(before), after));
    expect(kept).toEqual(before);
    const pointsBy = (program: typeof before) =>
      valueOf(evaluateRules(program, sold(4000, []), { earnedToday: {} })).points;
    expect([before, kept, after].map(pointsBy)).toEqual([4, 4, 0]);
  });
});
