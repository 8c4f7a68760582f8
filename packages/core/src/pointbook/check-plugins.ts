import { checkKind, checkVerbs } from './check-declarations.ts';
import type { AnyPlugin } from '../kernel/plugin.ts';
import { ledgerRecords } from '../store/ledger-record.ts';
import { tillKinds } from '../store/till-kinds.ts';
import { closest } from '../values/closest.ts';
import type { Pointbook } from './pointbook.ts';
import { quotingVerbs } from './quoting-verbs.ts';
import { readingVerbs } from './reading-verbs.ts';
import { writingVerbs } from './writing-verbs.ts';
import { ledgerKinds } from '../ledger/ledger-kinds.ts';
import type { OptionNames } from '../values/option-names.ts';
import { InvariantError } from '../values/invariant.ts';

/** What a ledger has beside its verbs. */
const members: Readonly<
  Record<Exclude<keyof Pointbook, keyof (typeof writingVerbs & typeof readingVerbs & typeof quotingVerbs)>, true>
> = { ports: true, plugins: true, open: true, finishUpgrade: true, close: true };
const taken: object = { ...writingVerbs, ...readingVerbs, ...quotingVerbs, ...members, within: true };

const ofPlugins: OptionNames<AnyPlugin> = {
  name: true,
  verbs: true,
  records: false,
  section: false,
  reactions: false,
  checks: false,
  services: false,
  due: false,
};

/** A mistake in a list of plugins throws, because it is in the host's code. */
export function checkPlugins(plugins: readonly AnyPlugin[]): void {
  const names = new Set<string>();
  const kinds = new Set([...tillKinds, ...ledgerKinds, ledgerRecords].map(({ kind }) => kind));
  for (const plugin of plugins) {
    const { name, records = [], section, verbs } = plugin;
    const what = `the plugin "${name}"`;
    checkSpelling(plugin, what);
    if (!/^[a-zA-Z]{1,40}$/.test(name)) rename(what, 'it must have 1 to 40 letters');
    // By a member `then` a ledger would be taken for a promise.
    if (name in taken || name === 'then' || names.has(name)) rename(what, 'the ledger or another plugin has its name');
    names.add(name);
    if (section && section.plugin !== name)
      rename(`the section "${section.plugin}" of ${what}`, 'it must have the name of the plugin');
    checkVerbs(what, verbs);
    for (const record of records) {
      const { kind, unique, listed } = record;
      const whose = `the kind "${kind}" of ${what}`;
      checkKind(`The kind of record "${kind}" of ${what}`, record);
      if (kinds.has(kind)) rename(whose, 'the ledger or another plugin has its name');
      kinds.add(kind);
      // Records stand in these two lists without being told to.
      for (const each of [kind, ...Object.keys({ ...unique, ...listed })])
        if (!/^(?!(owner|due)$)[a-z0-9-]{1,40}$/i.test(each))
          rename(
            `"${each}" of ${whose}`,
            'it must have 1 to 40 letters, digits and hyphens, and not be "owner" or "due"',
          );
    }
  }
}

/** A plugin may have members of its own, but none that is a mistyped one of those that plugins have. */
function checkSpelling(plugin: AnyPlugin, what: string): void {
  const names = Object.keys(ofPlugins);
  for (const name of Object.keys(plugin)) {
    const meant = closest(name, names);
    if (meant !== null && meant !== name)
      rename(`"${name}" of ${what}`, `did you mean "${meant}"? A plugin has ${names.join(', ')}`);
  }
}

function rename(what: string, why: string): never {
  throw new InvariantError(`Rename ${what}: ${why}.`);
}
