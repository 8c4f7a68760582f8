// Type-checks every ```ts block of the documentation and every @example of the sources, so that what a reader copies
// compiles. Each block is a module of its own; docs/examples-prelude.d.ts declares the names that all of them may use.
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cache, root, run } from './workspace.ts';

const folder = join(cache, 'doc-examples');
const pages = globSync(
  ['README.md', 'docs/**/*.md', 'packages/*/README.md', 'packages/*/SKILL.md', 'examples/**/README.md'],
  {
    cwd: root,
    exclude: ['docs/api/**', 'docs/reference/**', '**/node_modules/**'],
  },
);
const sources = globSync('packages/*/src/**/*.ts', { cwd: root });

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
cpSync(join(root, 'docs', 'examples-prelude.d.ts'), join(folder, 'prelude.d.ts'));
writeFileSync(join(folder, 'tsconfig.json'), tsconfig());
const count = [...pages, ...sources].flatMap(extract).length;

const { ok, output } = await run('node', [
  join(root, 'node_modules', 'typescript7', 'bin', 'tsc'),
  '--noEmit',
  '--pretty',
  'false',
  '-p',
  folder,
]);
// An extracted block has its lines where they stand in the file it comes from, so its errors point there.
if (!ok) console.error(output.replaceAll(/\.cache[/\\]doc-examples[/\\](.+?)\.L\d+\.ts/g, '$1'));
console.log(`${count} examples`);
process.exitCode = ok ? 0 : 1;

/**
 * Writes each fenced ts block of a file (in a source file: of its doc comments) as a module, and answers their names.
 */
function extract(file: string): string[] {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  const margin = file.endsWith('.ts') ? /^\s*\* ?/ : /^/;
  const fence = file.endsWith('.ts') ? /^\s*\* ?```(\S*)\s*$/ : /^\s*```(\S*)\s*$/;
  const names: string[] = [];
  let start = -1;
  let language: string | undefined;
  for (const [index, line] of lines.entries()) {
    const mark = fence.exec(line);
    if (!mark) continue;
    if (language === undefined) {
      [start, language] = [index + 1, mark[1] ?? ''];
      continue;
    }
    if (language === 'ts') {
      const code = lines.slice(start, index).map((each) => each.replace(margin, (space) => ' '.repeat(space.length)));
      const name = join(folder, `${file}.L${start}.ts`);
      mkdirSync(dirname(name), { recursive: true });
      writeFileSync(name, `${'\n'.repeat(start)}${code.join('\n')}\nexport {};\n`);
      names.push(name);
    }
    language = undefined;
  }
  return names;
}

function tsconfig(): string {
  return JSON.stringify({
    extends: '../../tsconfig.base.json',
    // An example may name a result and leave it there.
    compilerOptions: { types: ['node'], noUnusedLocals: false, noUnusedParameters: false },
    include: ['.'],
  });
}
