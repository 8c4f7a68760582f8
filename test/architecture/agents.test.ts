import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { llmsFile, llmsFullText, llmsText } from '../../scripts/llms.ts';
import { packages, root } from '../../scripts/workspace.ts';

describe('The list of pages for agents', () => {
  test('is up to date: `node scripts/llms.ts --update` writes it', () => {
    expect(readFileSync(llmsFile, 'utf8')).toBe(llmsText());
  });

  test('names pages that there are, each once, with a title and mostly a sentence', () => {
    const links = [...llmsText().matchAll(/^- \[(.+)\]\((.+?)\)(?:: .+)?$/gm)].map(([, , file]) => file ?? '');
    expect(links.length).toBeGreaterThan(50);
    expect(new Set(links).size).toBe(links.length);
    expect(links.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  test('has all of them in one text, where that is asked for', () => {
    const full = llmsFullText();
    for (const name of ['docs/program.md', 'docs/errors.md', 'packages/core/README.md']) {
      const text = readFileSync(join(root, name), 'utf8');
      expect(full.includes(text.trim()), `${name} is in it`).toBe(true);
    }
  });
});

describe.each(packages)('SKILL.md of %s', (name) => {
  const text = readFileSync(join(root, 'packages', name, 'SKILL.md'), 'utf8');
  const manifest = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly files: readonly string[];
  };

  test('is in the package, so that it is of the same version', () => {
    expect(manifest.files).toContain('SKILL.md');
  });

  test('begins as agents expect it, and is short', () => {
    const [, skill, description] = /^---\nname: ([a-z0-9-]{1,64})\ndescription: (.{1,1024})\n---\n/.exec(text) ?? [];
    expect(skill).toBe(manifest.name.replace(/^@pointbook\//, 'pointbook-'));
    // A colon in it would be YAML of another meaning.
    expect(description).not.toMatch(/: |[[\]{}#]/);
    expect(text.split('\n').length).toBeLessThanOrEqual(80);
  });

  test('leads nowhere but to the web: it is read where the repository is not', () => {
    expect(text).not.toMatch(/\]\((?!https:)/);
  });

  test('says how the package is imported or run', () => {
    expect(text).toContain(
      name === 'cli' ? 'pointbook ' : name === 'create-pointbook' ? 'npm create pointbook' : manifest.name,
    );
  });
});
