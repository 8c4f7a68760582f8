// What packages/http knows of the verbs at run time: the schemas that it serves, and the routes that its client calls.
// `--update` writes the files; a test says whether they are up to date.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verbsOf } from '@pointbook/core/plugin';
import { pluginsOfAllVerbs } from '../test/support/shops/own-plugins.ts';
import { clientRoutes } from '@pointbook/http';
import { type LedgerType, type VerbSchema, verbSchemas } from './verb-schemas.ts';
import { root } from './workspace.ts';

/** Every verb of the ledger and of the plugins that come with it. */
export const allVerbs = verbsOf(pluginsOfAllVerbs);

/** The type of a ledger that has them. */
export const ledgerOfAll: LedgerType = {
  imports: [
    "import type { Pointbook } from '@pointbook/core';",
    "import type { PluginVerbs } from '@pointbook/core/plugin';",
    `import type { pluginsOfAllVerbs } from '${join(root, 'test/support/shops/own-plugins.ts')}';`,
  ],
  type: 'Pointbook & PluginVerbs<typeof pluginsOfAllVerbs>',
};

/** Where the package of HTTP has the schemas. */
export const verbSchemasFile = join(root, 'packages/http/src/generated/verb-schemas.json');

/**
 * The text of that file: one verb a line, so that a change shows as the verbs that it touches. Kinds of errors are
 * known at run time.
 */
export function verbSchemasText(schemas: Readonly<Record<string, VerbSchema>>): string {
  const lines = Object.entries(schemas).map(([verb, { failures: _failures, ...rest }]) => {
    const { $schema: _draft, definitions: _none, ...answer } = rest.answer;
    return `${JSON.stringify(verb)}: ${JSON.stringify({ ...rest, answer })}`;
  });
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** Where the client has the routes. */
export const clientRoutesFile = join(root, 'packages/http/src/generated/client-routes.json');

/** The text of that file. */
export const clientRoutesText = `${JSON.stringify(clientRoutes(allVerbs), null, 2)}\n`;

if (process.argv.includes('--update')) {
  writeFileSync(verbSchemasFile, verbSchemasText(verbSchemas(allVerbs, ledgerOfAll)));
  writeFileSync(clientRoutesFile, clientRoutesText);
}
