import type { Observer, Watch } from './observer.ts';

// As it is when the module is loaded: a test runner may put a clock in its place that stands.
export const now = performance.now.bind(performance);

/** What each observer answers that watches something. */
export function watchesOf<End>(
  observers: readonly Observer[],
  begin: (observer: Observer, index: number) => Watch<End> | undefined,
): readonly Watch<End>[] {
  const watches: Watch<End>[] = [];
  observers.forEach((observer, index) => {
    const watch = quietly(() => begin(observer, index));
    if (watch) watches.push(watch);
  });
  return watches;
}

/** Runs what is watched inside all that watches it: once, also where one of them throws or does not run it. */
export function runWatched<T>(watches: readonly Watch<never>[], work: () => T): T {
  return watches.reduceRight<() => T>((inner, watch) => (watch.run ? () => runIn(watch, inner) : inner), work)();
}

function runIn<T>(watch: Watch<never>, work: () => T): T {
  let ran: (() => T) | undefined;
  const once = () => (ran ??= settled(work));
  quietly(() => watch.run?.(() => void once()));
  return once()();
}

function settled<T>(work: () => T): () => T {
  try {
    const value = work();
    return () => value;
  } catch (thrown) {
    return () => {
      throw thrown;
    };
  }
}

/** Tells all that watch it how it ended. */
export function tellEnd<End>(watches: readonly Watch<End>[], end: End): void {
  for (const watch of watches) quietly(() => watch.end(end));
}

/** An observer must not fail what it observes. */
export function quietly<T>(tell: () => T): T | undefined {
  try {
    return tell();
  } catch {
    return undefined;
  }
}
