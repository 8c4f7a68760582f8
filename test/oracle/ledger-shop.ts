import { createPointbook, parseProgram, type ProgramDefinition } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { memoryStore } from '@pointbook/memory';
import { fakeClock } from '@pointbook/testing';
import { ledgerHas } from './features.ts';
import { type ShopRules, shopRules } from './rules.ts';
import { type Command, run } from './run.ts';
import { commandOf } from './resolve.ts';
import type { Step } from './random-year.ts';
import { type Answer, balanceOf, enrol, openShop, type Shop } from './shop.ts';
import { valueOf } from '../support/value-of.ts';

/** When every random year begins: Wednesday, 14 January 2026, in the morning of Europe. */
const start = Date.UTC(2026, 0, 14, 9, 30);

const people = { ayu: { tier: 'gold', birthday: '02-29' }, budi: { birthday: '01-15' } };

/** The oracle's rules are a program's definition but for what this ledger does not have yet. */
function programOf({ earn, dayStartsAt, ...rules }: ShopRules): ProgramDefinition {
  const { discountSkus, ...others } = earn;
  const ofRules = earn.rules.map((rule) => {
    if (rule.earn.per !== 'amount') return rule;
    const { steps, ...amount } = rule.earn;
    return { ...rule, earn: ledgerHas.has('whole-steps') ? { ...amount, steps } : amount };
  });
  return {
    programId: 'shop',
    name: 'A shop',
    ...rules,
    ...(ledgerHas.has('day-starts-at') ? { dayStartsAt } : {}),
    earn: { ...others, rules: ofRules, ...(ledgerHas.has('worth') ? { discountSkus } : {}) },
  } as ProgramDefinition;
}

/** Whether the ledger takes these rules: of two rules that count the same, for one, it says so. */
export function isProgram(rules: ShopRules): boolean {
  return parseProgram(programOf(rules)).isOk();
}

type Said = { readonly receipt: Readonly<Record<string, unknown>> } | { readonly refused: string };
type AnyVerb = (
  input: object,
) => PromiseLike<{ value: Readonly<Record<string, unknown>> } | { error: { kind: string } }>;

/** Where ledger and oracle part: what the shop did until then, and what each says. Null where they agree to the end. */
export async function disagreement(rules: ShopRules, year: readonly Step[]): Promise<string | null> {
  const clock = fakeClock(start);
  const ledger = createPointbook({ program: programOf(rules), store: memoryStore(), clock });
  const verbs = ledger as unknown as Readonly<Record<string, AnyVerb>>;
  let shop = openShop(rules, start);
  for (const [memberId, facts] of Object.entries(people)) {
    valueOf(await ledger.enrolMember({ memberId, ...facts }));
    enrol(shop, memberId, facts);
  }
  const done: Command[] = [];
  const told: string[] = [];
  for (const step of year) {
    clock.advance(step.wait);
    shop = { ...shop, now: clock.now() };
    const command = commandOf(shop, step, done);
    if (command === null) continue;
    const result = (await verbs[command.verb]?.(command.input)) ?? { error: { kind: 'no such verb' } };
    const says: Said = 'value' in result ? { receipt: result.value } : { refused: result.error.kind };
    const { shop: next, answer } = run(shop, command);
    shop = next;
    done.push(command);
    const found = differenceOf(says, answer) ?? (await balanceDifference(verbs, shop));
    told.push(
      `${new Date(shop.now).toISOString()} ${command.verb} ${shortly(command.input)}: ${shortly(figuresOf(answer))}`,
    );
    if (found) return report(rules, told, says, answer, found);
  }
  const { findings } = valueOf(await verify(ledger));
  if (findings.length > 0) return `${told.join('\n')}\nverify: ${shortly(findings)}`;
  await ledger.close();
  return null;
}

/** Names of figures that the ledger has other names for, or none. */
function differenceOf(says: Said, answer: Answer): string | null {
  if ('refused' in answer || 'refused' in says) {
    const ledger = 'refused' in says ? says.refused : 'done';
    const oracle = 'refused' in answer ? answer.refused : 'done';
    return ledger === oracle ? null : `the ledger: ${ledger}; the oracle: ${oracle}`;
  }
  for (const [field, oracle] of Object.entries(figuresOf(answer))) {
    const ledger = says.receipt[field];
    // `due` is told where payments are recorded.
    if (oracle === null && field === 'due') continue;
    if (shortly(plain(ledger, oracle)) !== shortly(plain(oracle, ledger)))
      return `${field}: the ledger ${shortly(ledger)}, the oracle ${shortly(oracle)}`;
  }
  return null;
}

/** Of a balance in its parts the sum alone, where the other side tells no parts. */
function plain(value: unknown, beside: unknown): unknown {
  return typeof value === 'object' && value !== null && typeof beside === 'number'
    ? (value as { balance?: unknown }).balance
    : value;
}

/** What is compared: what the command did, and what stands. */
function figuresOf(answer: Answer): Readonly<Record<string, unknown>> {
  return 'refused' in answer ? answer : answer.receipt;
}

async function balanceDifference(verbs: Readonly<Record<string, AnyVerb>>, shop: Shop): Promise<string | null> {
  for (const memberId of Object.keys(people)) {
    const read = await verbs['getBalance']?.({ memberId });
    const ledger = read && 'value' in read ? read.value : {};
    const oracle = balanceOf(structuredClone(shop), memberId) ?? {};
    for (const [part, points] of Object.entries(oracle)) {
      if (ledger[part] !== points)
        return `${memberId}'s ${part}: the ledger ${shortly(ledger[part])}, the oracle ${shortly(points)}`;
    }
  }
  return null;
}

function shortly(value: unknown): string {
  return value === undefined ? 'undefined' : JSON.stringify(value);
}

/** What of some rules is not as it is unless a shop says so. */
function unusual(value: unknown, usual: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const beside = (usual ?? {}) as Readonly<Record<string, unknown>>;
  const parts = Object.entries(value).filter(([name, part]) => shortly(part) !== shortly(beside[name]));
  return Object.fromEntries(parts.map(([name, part]) => [name, unusual(part, beside[name])]));
}

function report(rules: ShopRules, told: readonly string[], says: Said, answer: Answer, found: string): string {
  return [
    'The ledger and the oracle disagree.',
    `Rules: ${shortly(unusual(rules, shopRules()))}`,
    'What the shop did, and what the oracle said to it:',
    ...told.map((line, index) => `${index + 1}. ${line}`),
    `The ledger says: ${shortly(says)}`,
    `The oracle says: ${shortly(answer)}`,
    `They differ in ${found}`,
  ].join('\n');
}
