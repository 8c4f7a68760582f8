// Checks what is inside a packed package: that a debugger finds the sources, that the links of the README lead
// somewhere, and that older compilers find the types of CommonJS.
import { posix } from 'node:path';

/** The files of a tarball: paths from the root of the package, and texts. */
export type PackedFiles = ReadonlyMap<string, string>;

/** What is wrong with the files of a package, one sentence each. */
export function problemsIn(files: PackedFiles): readonly string[] {
  return [...sourceMapProblems(files), ...readmeProblems(files), ...typesProblems(files)];
}

// A host that finds types by `typesVersions` is compiled as CommonJS: `.d.ts` would be those of the ES module.
function typesProblems(files: PackedFiles): readonly string[] {
  const { typesVersions = {} } = JSON.parse(files.get('package.json') ?? '{}') as Manifest;
  const named = Object.values(typesVersions).flatMap((entries) => Object.values(entries).flat());
  return named.flatMap((path) => {
    if (!path.endsWith('.d.cts')) return [`typesVersions names ${path}, which is not the types of CommonJS (.d.cts).`];
    return files.has(posix.normalize(path)) ? [] : [`typesVersions names ${path}, which is not in the package.`];
  });
}

interface Manifest {
  readonly typesVersions?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

function sourceMapProblems(files: PackedFiles): readonly string[] {
  const scripts = [...files].filter(([path]) => /\.c?js$/.test(path));
  return scripts.flatMap(([path, script]) => {
    const named = /\/\/# sourceMappingURL=(\S+)\s*$/.exec(script)?.[1];
    if (named === undefined) return [`${path} names no source map.`];
    const mapPath = posix.join(posix.dirname(path), named);
    const map = files.get(mapPath);
    if (map === undefined) return [`${path} names the source map ${mapPath}, which is not in the package.`];
    const { sources, sourcesContent = [] } = JSON.parse(map) as SourceMap;
    return sources
      .filter((source, index) => sourcesContent[index] == null && !files.has(besideMap(mapPath, source)))
      .map((source) => `${mapPath} has no text of ${source}.`);
  });
}

interface SourceMap {
  readonly sources: readonly string[];
  readonly sourcesContent?: readonly (string | null)[];
}

// A README is read on npm too, where a link to another file of the repository leads nowhere.
function readmeProblems(files: PackedFiles): readonly string[] {
  return files.has('README.md') ? deadLinks('README.md', files) : ['There is no README.md.'];
}

/**
 * The links of a page that lead to no file, or to no heading of one, as sentences. Links to other hosts are not
 * followed.
 */
export function deadLinks(page: string, files: ReadonlyMap<string, string>): readonly string[] {
  return linksOf(files.get(page) ?? '')
    .filter((link) => !/^(?:https|mailto):/.test(link))
    .flatMap((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : posix.join(posix.dirname(page), path).replace(/\/$/, '');
      const isFolder = () => [...files.keys()].some((file) => file.startsWith(`${target}/`));
      if (!files.has(target) && !isFolder()) return [`${page} links to ${link}, and there is no such file.`];
      const isThere = anchor === undefined || anchorsOf(files.get(target) ?? '').has(anchor);
      return isThere ? [] : [`${page} links to ${link}, and no heading has that name.`];
    });
}

/** The targets of `[text](target)`, `[name]: target` and HTML's `href` and `src`. */
function linksOf(markdown: string): readonly string[] {
  const forms = [/\]\(<?([^)\s>]+)>?[^)]*\)/g, /^\s*\[[^\]]+\]:\s*(\S+)/gm, /\b(?:href|src)="([^"]+)"/g];
  const text = withoutCode(markdown);
  return forms.flatMap((form) => [...text.matchAll(form)].map(([, target = '']) => target));
}

/** The names that GitHub and npm give to the headings of a page. */
function anchorsOf(markdown: string): ReadonlySet<string> {
  const headings = [...withoutFences(markdown).matchAll(/^#{1,6} +(.*)$/gm)].map(([, heading = '']) => heading);
  const names = headings.map((heading) =>
    heading
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-'),
  );
  return new Set(names);
}

function withoutCode(markdown: string): string {
  return withoutFences(markdown).replaceAll(/`[^`\n]*`/g, '');
}

function withoutFences(markdown: string): string {
  return markdown.replaceAll(/^```.*?^```/gms, '');
}

function besideMap(mapPath: string, source: string): string {
  return posix.join(posix.dirname(mapPath), source);
}
