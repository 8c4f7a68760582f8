import { describe, expect, test } from 'vitest';
import { addressOf, linkOnSite } from '../../docs/.vitepress/addresses.ts';
import { withSnippets } from '../../scripts/snippets.ts';

describe('Code that a page takes from a file', () => {
  test('is what is between the marks, as far to the left as it goes', () => {
    const page = withSnippets('Before\n\n<<< @/examples/host-transaction/src/till.ts#sell\n\nAfter');
    expect(page).toMatch(/^Before\n\n```ts\n\/\*\* Writes a sale/);
    expect(page).toContain('\n  const saved = pointbook\n');
    expect(page).not.toContain('#endregion');
    expect(page).toMatch(/```\n\nAfter$/);
  });

  test('must be there', () => {
    const line = '<<< @/examples/host-transaction/src/till.ts#nothing';
    expect(() => withSnippets(line)).toThrow('examples/host-transaction/src/till.ts has no region nothing.');
  });
});

test.each([
  ['README.md', 'overview.md'],
  ['docs/guides/bulk.md', 'guides/bulk.md'],
  ['packages/core/README.md', 'packages/core.md'],
  ['examples/README.md', 'examples/index.md'],
  ['docs/api/core.api.md', null],
  ['packages/core/SKILL.md', null],
])('%s is on the site as %s', (file, address) => {
  expect(addressOf(file)).toBe(address);
});

describe('A link between files of the repository', () => {
  test.each([
    ['to a page', 'docs/errors.md', 'domain.md#limits', '/domain.md#limits'],
    ['to a README', 'docs/http.md', '../packages/http', '/packages/http.md'],
    ['to reports of the API', 'README.md', 'docs/api', '/reference/index.md'],
    ['to a file that is no page', 'docs/adapters.md', '../test/adapters', null],
    ['to nothing', 'docs/adapters.md', 'nowhere.md', undefined],
    ['to another site', 'docs/errors.md', 'https://nodejs.org', undefined],
    ['to a heading', 'docs/errors.md', '#exceptions', undefined],
  ])('%s', (_, from, href, to) => {
    expect(linkOnSite(from, href)).toBe(to);
  });
});
