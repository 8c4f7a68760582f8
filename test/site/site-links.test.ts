import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lookAtSite } from '../../scripts/site-links.ts';

/** What is found of a site of two good pages, beside which there are others. */
function problemsWith(others: Readonly<Record<string, string>>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const pages = {
    'index.html':
      '<a class="one" href="/guides/bulk.html#who">Bulk</a><img src="/a.svg"><a href="https://nodejs.org">Node</a>',
    'guides/bulk.html':
      '<h2 id="who">Who</h2><a href="../index.html">Home</a><a href="#who">Who</a><a href="/guides/bulk">Here</a>',
    'a.svg': '<svg/>',
    ...others,
  };
  for (const [file, text] of Object.entries(pages)) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return lookAtSite(folder).problems;
}

test('A site whose links lead somewhere has no problem', () => {
  expect(problemsWith({})).toEqual([]);
});

test.each([
  ['a link to no page', '<a href="/nowhere.html">?</a>', 'b.html links to /nowhere.html, and there is no such page.'],
  [
    'a link to no heading',
    '<a href="index.html#x">?</a>',
    'b.html links to index.html#x, and no heading has that name.',
  ],
  ['a picture that is not there', '<img alt="" src="/b.svg">', 'b.html loads /b.svg, and there is no such file.'],
  [
    'a script from elsewhere',
    '<script async src="https://cdn.example/x.js"></script>',
    'b.html loads https://cdn.example/x.js from elsewhere.',
  ],
])('%s is a problem', (_, text, problem) => {
  expect(problemsWith({ 'b.html': text })).toEqual([problem]);
});
