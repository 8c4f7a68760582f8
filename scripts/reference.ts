// The reference of all packages, from the comments of their types, as pages for the documentation site. Needs a build.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Application, type TypeDocOptions } from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';
import { cache, entries, root } from './workspace.ts';

const folder = join(cache, 'reference');
const out = join(root, 'docs', 'reference');

/** Writes a page for each entry point of each package into docs/reference, which git ignores. */
export async function makeReference(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  rmSync(out, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const options: TypeDocOptions & Partial<PluginOptions> = {
    plugin: ['typedoc-plugin-markdown'],
    tsconfig: join(folder, 'tsconfig.json'),
    entryPoints: entries.map(writeEntry),
    out,
    name: 'Reference',
    readme: 'none',
    // The types are those that were built and checked.
    skipErrorChecking: true,
    excludeExternals: true,
    excludeInternal: true,
    disableSources: true,
    logLevel: 'Error',
    validation: false,
    hideBreadcrumbs: true,
    hidePageHeader: true,
    outputFileStrategy: 'modules',
    entryFileName: 'index',
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    enumMembersFormat: 'table',
    // Verbs first.
    groupOrder: ['Functions', 'Variables', 'Classes', 'Interfaces', '*'],
    // Headings are named by the site, too.
    useHTMLAnchors: true,
    anchorPrefix: 'api-',
    // All members are `readonly`.
    tableColumnSettings: { hideModifiers: true, hideInherited: true },
  };
  const files = entries.map(({ name, entry }) => `${name}-${entry}.ts`);
  const compilerOptions = { customConditions: [], types: ['node'], skipLibCheck: true };
  const tsconfig = { extends: '../../tsconfig.base.json', compilerOptions, files };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  const app = await Application.bootstrapWithPlugins(options);
  const project = await app.convert();
  if (project === undefined) throw new Error('TypeDoc did not read the types.');
  await app.generateOutputs(project);
}

/** A module that stands for what hosts import, and has its name. */
function writeEntry({ name, entry, imported }: (typeof entries)[number]): string {
  const file = join(folder, `${name}-${entry}.ts`);
  const text = `/**\n * @module ${imported}\n */\nexport * from '../../packages/${name}/dist/${entry}.js';\n`;
  writeFileSync(file, text);
  return file;
}
