import type { Program } from '@pointbook/core';
import type { Page } from '../../ui/env.ts';
import { isolated, type Statement, tellProgram } from './tell-program.ts';
import { words } from './told-words.ts';

/** A thing that other rules say differently; null where they say nothing of it. */
export interface Change {
  readonly before: Statement | null;
  readonly after: Statement | null;
}

/** What differs between two rules, in words. */
export function changesBetween(c: Page, before: Program, after: Program): readonly Change[] {
  const [old, now] = [toldOf(c, before), toldOf(c, after)];
  const changes = [...new Set([...old.keys(), ...now.keys()])]
    .map((id): Change => ({ before: old.get(id) ?? null, after: now.get(id) ?? null }))
    .filter((change) => !isSame(change));
  const [oldOrder, newOrder] = [commonTo(old, now), commonTo(now, old)];
  const isReordered = oldOrder.some(({ id }, index) => id !== newOrder[index]?.id);
  return isReordered ? [...changes, { before: order(c, oldOrder), after: order(c, newOrder) }] : changes;
}

type Told = ReadonlyMap<string, Statement>;

function toldOf(c: Page, program: Program): Told {
  return new Map(tellProgram(c, program).map((statement) => [statement.id, statement]));
}

/** What rules say that others say, too, in their order. */
function commonTo(told: Told, others: Told): readonly Statement[] {
  return [...told.values()].filter(({ id, group }) => group !== 'others' && others.has(id));
}

function order(c: Page, told: readonly Statement[]): Statement {
  return {
    id: 'order',
    group: 'others',
    name: words(c).order,
    text: told.map(({ name }) => isolated(name)).join(', '),
  };
}

function isSame({ before, after }: Change): boolean {
  return before?.name === after?.name && before?.text === after?.text;
}
