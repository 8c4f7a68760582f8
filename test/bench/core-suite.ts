import { coreBundleBytes, wholeCore } from '../../scripts/core-bundle.ts';
import type { BenchCase, Progress } from './bench-case.ts';

/** What the core weighs in a host's bundle. */
export async function coreSuite(progress: Progress): Promise<readonly BenchCase[]> {
  progress('core: bundling');
  const figures = { ours: (await coreBundleBytes(wholeCore)) / 1000, raw: null, ratio: null };
  return [
    { store: 'core', name: 'core bundle', callers: null, unit: 'kB', ...figures, goal: wholeCore.limitBytes / 1000 },
  ];
}
