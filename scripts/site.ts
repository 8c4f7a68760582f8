// Builds the documentation site into .cache/site: the reference, the pages, and a look at every link. With --serve, it
// serves the site, too.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeReference } from './reference.ts';
import { lookAtSite } from './site-links.ts';
import { cache, root, run } from './workspace.ts';

export const siteFolder = join(cache, 'site');

if (!existsSync(join(root, 'packages', 'core', 'dist', 'index.d.ts'))) {
  console.log('The reference is made of the packages, which are built first.');
  await must('node', [join('scripts', 'build.ts')]);
}
rmSync(siteFolder, { recursive: true, force: true });
await makeReference();
await must('vitepress', ['build', 'docs']);
const { pages, links, problems } = lookAtSite(siteFolder);
console.log(`${pages} pages, ${links} links`);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else if (process.argv.includes('--serve')) {
  const { serve } = await import('vitepress');
  await serve({ root: join(root, 'docs') });
}

async function must(command: string, args: readonly string[]): Promise<void> {
  const { ok, output } = await run(command, args);
  if (ok) return;
  console.error(output);
  process.exit(1);
}
