import { forms } from '../kernel/forms/forms.ts';
import { type KindsByName, record } from '../kernel/record.ts';
import { rowCodec } from '../kernel/forms/row-codec.ts';
import { accounts, entries } from '../ledger/ledger-kinds.ts';
import { type StoreError, storeError } from '../kernel/store-error.ts';
import { partsOfProgram } from '../program/evaluating/active-rules.ts';
import { askedPlugins } from '../program/asked-plugins.ts';
import { missingOf, namedParts, type NamedPart, mistakeOfMissing } from '../program/parts/parts.ts';
import type { Program } from '../program/program.ts';
import { canonicalJson } from '../values/fingerprint.ts';

/** What a program's ledger says of itself. */
export interface LedgerRecord {
  /** Plugins whose reactions must not be missed: a process without one of them writes nothing. */
  readonly plugins: readonly string[];
  /** Parts of its stored rules: a process without one of them writes nothing. */
  readonly parts: readonly NamedPart[];
  /** The format in which each kind of record is written until `finishUpgrade` raises it. */
  readonly formats: Readonly<Record<string, number>>;
}

const written = forms.row<LedgerRecord>({
  formats: forms.figures(),
  parts: forms.list(forms.row<NamedPart>({ section: forms.text(), kind: forms.text(), version: forms.figure() })),
  plugins: forms.list(forms.text()),
});

/** The one record of a program that says which plugins and formats its ledger has. */
export const ledgerRecords = record<LedgerRecord>({
  kind: 'ledger',
  format: 1,
  codec: rowCodec(written),
  key: () => ledgerKey,
});

/** The key of that record. */
export const ledgerKey = 'ledger';

/**
 * What a process brings: its program, the kinds that it knows, and the plugins that it has, of which some must not be
 * missed.
 */
export interface LedgerSetting {
  readonly program: Program;
  readonly kinds: KindsByName;
  readonly plugins: readonly string[];
  readonly requiredPlugins: readonly string[];
}

/** Why a process may not write by the rules of a program; null where it may. */
export function programRefusal(program: Program, plugins: readonly string[]): StoreError | null {
  const missing = askedPlugins(program).find(({ plugin }) => !plugins.includes(plugin));
  return missing
    ? needsPlugin(`The program asks for the plugin ${missing.plugin} by ${missing.path}`, missing.plugin)
    : null;
}

/** Why a process may not write to a ledger; null where it may. */
export function refusalOf(ledger: LedgerRecord | null, { program, kinds, plugins }: LedgerSetting): StoreError | null {
  const missing = ledger?.plugins.find((name) => !plugins.includes(name));
  if (missing !== undefined) {
    return needsPlugin(
      `This ledger was written with the plugin ${missing}, and this process does not have it`,
      missing,
    );
  }
  const [part] = missingOf(partsOfProgram(program), ledger?.parts ?? []);
  if (part !== undefined) {
    const { problem, fix } = mistakeOfMissing(part);
    const sentence = `A stored program ${problem}.`;
    const remedied = { problem: sentence, remedy: 'add-part' } as const;
    return storeError({ kind: 'store-part-missing', message: `${sentence} ${fix}`, remedied });
  }
  for (const [name, format] of Object.entries(ledger?.formats ?? {})) {
    const known = formatsOf(kinds)[name] ?? format;
    if (format <= known) continue;
    const message = `This ledger keeps records of kind ${name} in format ${format}, and this library writes formats up to ${known}: update it.`;
    return storeError({ kind: 'store-schema-newer', message });
  }
  return null;
}

function needsPlugin(reason: string, plugin: string): StoreError {
  const message = `${reason}: add it, as createPointbook({ plugins: [${plugin}(…)] }).`;
  const remedied = { problem: `${reason}.`, remedy: 'add-plugin' } as const;
  return storeError({ kind: 'store-needs-plugin', message, remedied });
}

/**
 * The ledger's record with what a process adds to it: its parts, kinds and plugins. The formats of known kinds stay.
 */
export function joinedBy(
  ledger: LedgerRecord | null,
  { program, kinds, requiredPlugins }: LedgerSetting,
): LedgerRecord {
  return {
    plugins: [...new Set([...(ledger?.plugins ?? []), ...requiredPlugins])].sort(),
    parts: unitedParts(ledger?.parts ?? [], namedParts(program.parts)),
    formats: { ...formatsOf(kinds), ...ledger?.formats },
  };
}

/** The formats that a process writes: of records, and of accounts and entries, which have tables of their own. */
function formatsOf(kinds: KindsByName): LedgerRecord['formats'] {
  return Object.fromEntries([...kinds.values(), accounts, entries].map(({ kind, format }) => [kind, format]));
}

/** Parts of both lists, each once and in an order of their own. */
function unitedParts(some: readonly NamedPart[], others: readonly NamedPart[]): NamedPart[] {
  const texts = new Set([...some, ...others].map((part) => canonicalJson(part)));
  return [...texts].sort().map((text) => JSON.parse(text) as NamedPart);
}

/** The ledger's record once all processes are new: each kind is written in the format of this library. */
export function upgradedBy(ledger: LedgerRecord | null, setting: LedgerSetting): LedgerRecord {
  const { formats, ...others } = joinedBy(ledger, setting);
  return { ...others, formats: { ...formats, ...formatsOf(setting.kinds) } };
}

/** Whether two records of a ledger say the same. */
export function isSameLedger(a: LedgerRecord | null, b: LedgerRecord): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
