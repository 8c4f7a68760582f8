import type { AnyPlugin } from './kernel/plugin.ts';
import type { AnyRecordKind } from './kernel/record.ts';
import { commandEntries, entries, accounts, foldedEntries, notes, reversibleEntries } from './ledger/ledger-kinds.ts';
import type { Pointbook } from './pointbook-verbs.ts';
import { dueList, ownerList } from './store/record-rows.ts';
import { kindsByName, tillKinds } from './store/till-kinds.ts';
import { ledgerVerbs, quotingVerbs, readingVerbs } from './till-verbs.ts';
import { InvariantError } from './values/invariant.ts';

/** What a ledger has beside its verbs. */
const members: Readonly<
  Record<Exclude<keyof Pointbook, keyof (typeof ledgerVerbs & typeof readingVerbs & typeof quotingVerbs)>, true>
> = { ports: true, open: true, finishUpgrade: true, close: true };
const taken: object = { ...ledgerVerbs, ...readingVerbs, ...quotingVerbs, ...members, within: true };

const ownKinds = kindsByName([
  ...tillKinds,
  accounts,
  entries,
  notes,
  reversibleEntries,
  commandEntries,
  foldedEntries,
]);

/** The kinds of Pointbook's own plugins: another plugin cannot have them, also where these are not given. */
export const kindsOfPlugins: ReadonlyMap<string, string> = new Map([
  ['challenge', 'codes'],
  ['code-budget', 'codes'],
  ['job', 'jobs'],
  ['job-problem', 'jobs'],
]);

/** A mistake in a list of plugins throws, because it is in the host's code. */
export function checkPlugins(plugins: readonly AnyPlugin[]): void {
  const names = new Set<string>();
  const kinds = new Map<string, { readonly plugin: string; readonly kind: AnyRecordKind }>();
  for (const { name, records = [], section } of plugins) {
    if (!/^[a-zA-Z]{1,40}$/.test(name)) throw new InvariantError(`A plugin's name has 1 to 40 letters, not "${name}".`);
    // By a member `then` a ledger would be taken for a promise.
    if (name in taken || name === 'then')
      throw new InvariantError(`A plugin cannot have the name "${name}", which the ledger itself uses: rename it.`);
    if (names.has(name)) throw new InvariantError(`The plugin ${name} is listed twice: leave one out.`);
    names.add(name);
    if (section !== undefined && section.plugin !== name) {
      const message = `The section of the plugin ${name} is declared for "${section.plugin}": write section({ plugin: '${name}', … }).`;
      throw new InvariantError(message);
    }
    for (const kind of records) {
      checkKind(kind, name);
      const other = kinds.get(kind.kind);
      if (other !== undefined && other.kind !== kind) {
        const message = `Records of kind "${kind.kind}" are declared twice, by the plugins ${other.plugin} and ${name}: rename one of the kinds.`;
        throw new InvariantError(message);
      }
      kinds.set(kind.kind, { plugin: name, kind });
    }
  }
}

function checkKind({ kind, unique = {}, listed = {} }: AnyRecordKind, plugin: string): void {
  for (const [what, name] of [
    ['kind', kind],
    ...Object.keys(unique).map((each) => ['unique value', each] as const),
    ...Object.keys(listed).map((each) => ['list', each] as const),
  ]) {
    if (/^[a-zA-Z0-9-]{1,40}$/.test(name)) continue;
    const message = `The name of a ${what} of records has 1 to 40 letters a-z and A-Z, digits and hyphens, not "${name}": rename that of the plugin ${plugin}.`;
    throw new InvariantError(message);
  }
  const owner = ownKinds.has(kind) ? 'the ledger itself' : kindsOfPlugins.get(kind);
  if (owner !== undefined && owner !== plugin) {
    const message = `The plugin ${plugin} cannot have records of kind "${kind}", which is a kind of ${owner}: rename the kind.`;
    throw new InvariantError(message);
  }
  for (const list of [ownerList, dueList])
    if (list in listed) {
      const message = `Records of kind "${kind}" cannot stand in a list "${list}", which Pointbook keeps itself: rename the list.`;
      throw new InvariantError(message);
    }
}
