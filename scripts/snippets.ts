// Code that a page takes from a tested file: a line `<<< @/path#region` stands for what is between the file's marks.
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { root } from './workspace.ts';

/** A page with the code in it that it takes from elsewhere, for those who read it as a text. */
export function withSnippets(page: string): string {
  return page.replaceAll(/^<<< @\/([^#\s{]+)(?:#([\w-]+))?(?:\{.*\})?$/gm, (_, file: string, region?: string) => {
    const code = readFileSync(join(root, file), 'utf8').trimEnd().split('\n');
    const lines = region === undefined ? code : regionOf(code, region, file);
    return ['```' + extname(file).slice(1), ...lines, '```'].join('\n');
  });
}

/** The lines between `// #region name` and the next `// #endregion name`, as far to the left as they go. */
function regionOf(code: readonly string[], region: string, file: string): readonly string[] {
  const at = (mark: string) => code.findIndex((line) => line.trim() === `// #${mark} ${region}`);
  const [start, end] = [at('region'), at('endregion')];
  if (start < 0 || end < start) throw new Error(`${file} has no region ${region}.`);
  const lines = code.slice(start + 1, end);
  const margin = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(margin));
}
