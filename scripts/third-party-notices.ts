import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Metafile, Plugin } from 'esbuild';

/**
 * Writes the licences of the packages that a build bundles beside what it makes, since each asks to travel with its
 * code.
 */
export const thirdPartyNotices: Plugin = {
  name: 'third-party-notices',
  setup(build) {
    build.initialOptions.metafile = true;
    build.onEnd(({ metafile }) => {
      const notices = bundledPackages(metafile).map(noticeOf);
      const folder = build.initialOptions.outdir;
      if (notices.length === 0 || folder === undefined) return;
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), notices.join(`\n${'-'.repeat(80)}\n\n`));
    });
  },
};

/** The folders of the packages of which something is left in what was built. */
function bundledPackages(metafile: Metafile | undefined): readonly string[] {
  const files = Object.values(metafile?.outputs ?? {}).flatMap(({ inputs }) =>
    Object.keys(inputs).filter((file) => inputs[file]?.bytesInOutput !== 0),
  );
  const folders = files.flatMap((file) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file) ?? []);
  return [...new Set(folders)].toSorted();
}

function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8')) as Manifest;
  const file = readdirSync(folder).find((each) => /^licen[cs]e(\.|$)/i.test(each));
  if (file === undefined) throw new Error(`${name} has no licence file to pass on.`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}
