import type { AnyPlugin } from '../kernel/plugin.ts';
import type { Pointbook } from './pointbook.ts';
import { quotingVerbs } from './quoting-verbs.ts';
import { readingVerbs } from './reading-verbs.ts';
import { writingVerbs } from './writing-verbs.ts';
import { ledgerKinds } from '../ledger/ledger-kinds.ts';
import { ledgerRecords } from '../store/ledger-record.ts';
import { tillKinds } from '../store/till-kinds.ts';
import { InvariantError } from '../values/invariant.ts';

/** What a ledger has beside its verbs. */
const members: Readonly<
  Record<Exclude<keyof Pointbook, keyof (typeof writingVerbs & typeof readingVerbs & typeof quotingVerbs)>, true>
> = { ports: true, open: true, finishUpgrade: true, close: true };
const taken: object = { ...writingVerbs, ...readingVerbs, ...quotingVerbs, ...members, within: true };

/** Kinds of the ledger itself. */
const ledgerKindNames: ReadonlySet<string> = new Set(
  [...tillKinds, ...ledgerKinds, ledgerRecords].map(({ kind }) => kind),
);
/** Kinds of the plugins `codes` and `jobs`, also where these are not given. A test holds them complete. */
const pluginKindNames = /^(challenge|code-budget|job(-problem)?)$/;

/** A mistake in a list of plugins throws, because it is in the host's code. */
export function checkPlugins(plugins: readonly AnyPlugin[]): void {
  const names = new Set<string>();
  const kinds = new Set<string>();
  for (const { name, records = [], section } of plugins) {
    const what = `the plugin "${name}"`;
    if (!/^[a-zA-Z]{1,40}$/.test(name)) rename(what, 'it must have 1 to 40 letters');
    // By a member `then` a ledger would be taken for a promise.
    if (name in taken || name === 'then' || names.has(name)) rename(what, 'the ledger or another plugin has its name');
    names.add(name);
    if (section && section.plugin !== name)
      rename(`the section "${section.plugin}" of ${what}`, 'it must have the name of the plugin');
    for (const { kind, unique, listed } of records) {
      const whose = `the kind "${kind}" of ${what}`;
      const isOurs = ledgerKindNames.has(kind) || (pluginKindNames.test(kind) && !/^(code|job)s$/.test(name));
      if (kinds.has(kind) || isOurs) rename(whose, 'the ledger or another plugin has its name');
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

function rename(what: string, why: string): never {
  throw new InvariantError(`Rename ${what}: ${why}.`);
}
