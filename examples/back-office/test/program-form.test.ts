import { parseProgram, type Program, type ProgramDefinition } from '@pointbook/core';
import { programs } from '@pointbook/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampled } from '../../../test/support/properties/sampled.ts';
import { changesBetween } from '../src/pages/program/changes.ts';
import { typedFrom } from '../src/pages/program/from-program.ts';
import { formMistakes } from '../src/pages/program/mistakes.ts';
import { tellProgram } from '../src/pages/program/tell-program.ts';
import { definitionOf } from '../src/pages/program/to-definition.ts';
import { emptyRow, type RuleRow, type TypedProgram } from '../src/pages/program/typed-program.ts';
import { firstProgram } from '../src/shop/program.ts';
import type { Page } from '../src/ui/env.ts';
import { formatsFor } from '../src/ui/formats.ts';

const page = { var: { language: 'en', formats: formatsFor('en-GB', 'en', 'GBP', 'UTC') } } as unknown as Page;
const programOf = (definition: unknown): Program => parseProgram(definition)._unsafeUnwrap();
const numRuns = sampled(60, 2000);

describe('The form of the program', () => {
  test('means the rules that it shows, where nobody changes it', () => {
    const asShown = (definition: ProgramDefinition) => {
      const program = programOf(definition);
      expect(programOf(definitionOf(typedFrom(program), definition)).version).toBe(program.version);
    };
    asShown(firstProgram);
    fc.assert(fc.property(programs({ codes: true }), asShown), { numRuns });
  });

  test('keeps a rule that it cannot show, and names it', () => {
    const odd = {
      ruleId: 'odd',
      label: 'Half points',
      earn: { per: 'amount', points: 1, of: 3, base: 'total' },
    } as const;
    const only = { multiplierId: 'only', times: 2, rules: ['odd'], when: { weekdays: ['fri'] } } as const;
    const definition: ProgramDefinition = { ...firstProgram, earn: { rules: [odd], multipliers: [only] } };
    const typed = typedFrom(programOf(definition));
    expect(typed.rules.map(({ kept, label }) => [kept !== '', label])).toEqual([[true, 'Half points']]);
    const added = { ...typed, rules: [...typed.rules, ruleRow({ label: 'Visit', per: 'visit', points: '5' })] };
    const { earn } = programOf(definitionOf(added, definition));
    expect(earn.rules.map(({ label }) => label)).toEqual(['Half points', 'Visit']);
    expect(earn.rules[0]).toEqual(programOf(definition).earn.rules[0]);
    expect(earn.multipliers).toEqual(programOf(definition).earn.multipliers);
  });

  test('reads what people type: groups of digits, a comma before the pence, names with commas between them', () => {
    const typed = changed({ rules: [ruleRow({ label: 'Big', points: '1,000', of: '12,50', onlySkus: 'A 1, B' })] });
    const [rule] = programOf(definitionOf(typed, firstProgram)).earn.rules;
    expect(rule).toMatchObject({ earn: { points: 1000, of: 1250 }, only: { skus: ['A 1', 'B'], categories: [] } });
  });
});

describe('What is wrong with the form', () => {
  const rule = (row: Partial<RuleRow>) => changed({ rules: [ruleRow({ label: 'L', points: '1', of: '1', ...row })] });
  const general = (fields: Partial<TypedProgram['general']>) => changed({ general: fields });
  const item = { id: 'x', plu: '7', name: 'Pen', points: '5', value: '' };
  test.each<[string, TypedProgram, string[]]>([
    ['a name that is missing', rule({ label: '' }), ['rules-1-label']],
    ['a name of 300 letters', rule({ label: 'x'.repeat(300) }), ['rules-1-label']],
    ['words for points', rule({ points: 'many' }), ['rules-1-points']],
    ['points below 1', rule({ points: '-5' }), ['rules-1-points']],
    ['no amount', rule({ of: '' }), ['rules-1-of']],
    ['another kind', rule({ per: 'moon' }), ['rules-1-per']],
    ['articles of a visit', rule({ per: 'visit', onlySkus: 'A' }), ['rules-1-onlySkus']],
    ['exceptions of a visit', rule({ per: 'visit', discounted: 'yes' }), ['rules-1-exceptSkus']],
    ['an article twice', rule({ exceptSkus: 'A, A' }), ['rules-1-exceptSkus']],
    [
      'a category as the only one and not',
      rule({ onlyCategories: 'A', exceptCategories: 'A' }),
      ['rules-1-exceptSkus'],
    ],
    ['an end before the beginning', rule({ from: '2027-02-01', until: '2027-01-01' }), ['rules-1-until']],
    ['a day that is none', rule({ from: 'soon' }), ['rules-1-from']],
    ['one time', rule({ hoursFrom: '10:00' }), ['rules-1-hoursUntil']],
    ['one time twice', rule({ hoursFrom: '10:00', hoursUntil: '10:00' }), ['rules-1-hoursUntil']],
    [
      'a weekday that is not there',
      rule({ weekdays: 'fri', from: '2027-01-04', until: '2027-01-05' }),
      ['rules-1-weekdays'],
    ],
    ['a least sale in words', rule({ minimumSpend: 'much' }), ['rules-1-minimumSpend']],
    ['a group twice', rule({ tiers: 'gold, gold' }), ['rules-1-tiers']],
    ['more for a sale than a day', rule({ mostPerSale: '9', mostPerDay: '3' }), ['rules-1-mostPerSale']],
    ['no limit of a day', rule({ mostPerDay: '0' }), ['rules-1-mostPerDay']],
    [
      'a copy',
      changed({
        rules: [
          ruleRow({ id: 'a', label: 'A', points: '1', of: '1' }),
          ruleRow({ id: 'b', label: 'B', points: '2', of: '1' }),
        ],
      }),
      ['rules-2-row'],
    ],
    ['approval without payment', general({ approvePayments: 'yes' }), ['approvePayments']],
    ['points that end too soon', general({ pendingDays: '400' }), ['pendingDays']],
    ['no trigger', general({ trigger: '' }), ['trigger']],
    ['no period', general({ count: '' }), ['count']],
    ['no unit', general({ unit: 'weeks' }), ['unit']],
    ['no last day', general({ expiry: 'on-date' }), ['lastDay']],
    ['another end', general({ expiry: 'soon' }), ['expiry']],
    ['points without a worth', general({ rateMoney: '' }), ['rateMoney']],
    ['a worth without points', general({ ratePoints: '' }), ['ratePoints']],
    ['more at least than at most', general({ minimum: '100', maximum: '10' }), ['minimum']],
    ['a step that fits nowhere', general({ minimum: '60', maximum: '90', step: '50' }), ['step']],
    ['more than all of a sale', general({ share: '101' }), ['share']],
    ['codes above nothing', general({ codes: 'above', codesAbove: '' }), ['codesAbove']],
    ['two items of one number', changed({ items: [item, { ...item, id: 'y' }] }), ['items-2-plu']],
    ['an item for nothing', changed({ items: [{ ...item, points: '0' }] }), ['items-1-points']],
    ['an item without a name', changed({ items: [{ ...item, name: '' }] }), ['items-1-name']],
    ['an item worth words', changed({ items: [{ ...item, value: 'much' }] }), ['items-1-value']],
    ['once the points', changed({ multipliers: [multiplierRow('1')] }), ['multipliers-1-times']],
    ['some of the points', changed({ multipliers: [multiplierRow('some')] }), ['multipliers-1-times']],
  ])('%s is said beside its field', (_, typed, fields) => {
    const mistakes = formMistakes(page, parseProgram(definitionOf(typed, firstProgram))._unsafeUnwrapErr());
    expect({ ...mistakes, fields: [...mistakes.fields.keys()] }).toEqual({ fields, others: [] });
  });
});

describe('What is told of rules', () => {
  test('differs wherever the rules differ, and nowhere else', () => {
    const told = (one: ProgramDefinition, other: ProgramDefinition) => {
      const [before, after] = [programOf(one), programOf(other)];
      const isTold = changesBetween(page, before, after).length > 0;
      expect(isTold).toBe(before.version !== after.version);
    };
    const other = programs({ codes: true });
    fc.assert(
      fc.property(other, (one) => told(one, one)),
      { numRuns },
    );
    fc.assert(
      fc.property(other, other, (one, two) => told(one, { ...two, timeZone: one.timeZone })),
      { numRuns },
    );
    const [first, ...rest] = firstProgram.earn.rules;
    const reordered = { ...firstProgram, earn: { ...firstProgram.earn, rules: [...rest, ...(first ? [first] : [])] } };
    told(firstProgram, reordered);
  });

  test('holds back marks that would turn the words around a name', () => {
    const when = { tiers: ['\u202Egold'] };
    const definition = { ...firstProgram, earn: { rules: [{ ruleId: 'a', earn: { per: 'visit', points: 1 }, when }] } };
    const told = tellProgram(page, programOf(definition)).find(({ id }) => id === 'rule a');
    expect(told?.text).toBe('1 point for the sale; for customers of \u2068\u202Egold\u2069');
  });
});

/** The form of the shop's first rules, with something else in it. */
function changed({
  general = {},
  ...rows
}: Partial<Omit<TypedProgram, 'general'>> & { general?: object }): TypedProgram {
  const typed = typedFrom(programOf(firstProgram));
  return { ...typed, ...rows, general: { ...typed.general, ...general } };
}

function ruleRow(fields: Partial<RuleRow>): RuleRow {
  return { ...(emptyRow('rules', 'new') as RuleRow), ...fields };
}

function multiplierRow(times: string): TypedProgram['multipliers'][number] {
  return { ...(emptyRow('multipliers', 'new') as TypedProgram['multipliers'][number]), label: 'M', times };
}
