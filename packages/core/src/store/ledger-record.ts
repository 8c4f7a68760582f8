import { jsonCodec, type KindsByName, record } from '../kernel/record.ts';
import { type StoreError, storeError } from '../kernel/store-error.ts';
import { askedPlugins } from '../program/asked-plugins.ts';
import type { Program } from '../program/program.ts';

/** What a program's ledger says of itself. */
export interface LedgerRecord {
  /** Plugins whose reactions must not be missed: a process without one of them writes nothing. */
  readonly plugins: readonly string[];
  /** The format in which each kind of record is written until `finishUpgrade` raises it. */
  readonly formats: Readonly<Record<string, number>>;
}

/** The one record of a program that says which plugins and formats its ledger has. */
export const ledgerRecords = record<LedgerRecord>({
  kind: 'ledger',
  format: 1,
  codec: jsonCodec(),
  key: () => ledgerKey,
});

/** The key of that record. */
export const ledgerKey = 'ledger';

/** What a process brings: the kinds that it knows, and the plugins that it has, of which some must not be missed. */
export interface LedgerParts {
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
export function refusalOf(ledger: LedgerRecord | null, { kinds, plugins }: LedgerParts): StoreError | null {
  const missing = ledger?.plugins.find((name) => !plugins.includes(name));
  if (missing !== undefined) {
    return needsPlugin(
      `This ledger was written with the plugin ${missing}, and this process does not have it`,
      missing,
    );
  }
  for (const [name, format] of Object.entries(ledger?.formats ?? {})) {
    const known = kinds.get(name)?.format ?? format;
    if (format <= known) continue;
    const message = `This ledger keeps records of kind ${name} in format ${format}, and this library writes formats up to ${known}: update it.`;
    return storeError({ kind: 'store-schema-newer', message });
  }
  return null;
}

function needsPlugin(reason: string, plugin: string): StoreError {
  const message = `${reason}: add it, as createPointbook({ plugins: [${plugin}(…)] }).`;
  return storeError({ kind: 'store-needs-plugin', message });
}

/** The ledger's record with what a process adds to it: its kinds and plugins. The formats of known kinds stay. */
export function joinedBy(ledger: LedgerRecord | null, { kinds, requiredPlugins }: LedgerParts): LedgerRecord {
  const formats = Object.fromEntries([...kinds.values()].map(({ kind, format }) => [kind, format]));
  return {
    plugins: [...new Set([...(ledger?.plugins ?? []), ...requiredPlugins])].sort(),
    formats: { ...formats, ...ledger?.formats },
  };
}

/** The ledger's record once all processes are new: each kind is written in the format of this library. */
export function upgradedBy(ledger: LedgerRecord | null, parts: LedgerParts): LedgerRecord {
  const { plugins, formats } = joinedBy(ledger, parts);
  const raised = Object.entries(formats).map(([name, format]) => [name, parts.kinds.get(name)?.format ?? format]);
  return { plugins, formats: Object.fromEntries(raised) as LedgerRecord['formats'] };
}

/** Whether two records of a ledger say the same. */
export function isSameLedger(a: LedgerRecord | null, b: LedgerRecord): boolean {
  if (a === null || a.plugins.length !== b.plugins.length) return false;
  const names = Object.keys(b.formats);
  return (
    names.length === Object.keys(a.formats).length &&
    names.every((name) => a.formats[name] === b.formats[name]) &&
    a.plugins.every((name, index) => name === b.plugins[index])
  );
}
