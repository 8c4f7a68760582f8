import type { Page } from 'playwright-core';

/** What a page costs a browser that has been nowhere yet. */
export interface BrowserFigures {
  /** What came over the wire for it and all that it loads. */
  readonly kilobytes: number;
  readonly requests: number;
  /** Tasks that kept the page from answering for more than 50 ms, and their time beyond that. */
  readonly longTasks: number;
  readonly blockedMs: number;
  /** How much of what was seen moved by itself; 0.1 is good by the Web Vitals. */
  readonly layoutShift: number;
  /** When its largest part was painted. */
  readonly paintedMs: number;
}

/** What the browser has recorded of a page that has come to rest. */
const recorded = `(async () => {
  const entriesOf = (type) => new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
    observer.observe({ type, buffered: true });
    setTimeout(() => resolve([]), 300);
  });
  const loaded = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
  const sum = (entries, figure) => entries.reduce((total, entry) => total + figure(entry), 0);
  const tasks = await entriesOf('longtask');
  const shifts = await entriesOf('layout-shift');
  const paints = await entriesOf('largest-contentful-paint');
  return {
    kilobytes: sum(loaded, (entry) => entry.transferSize) / 1000,
    requests: loaded.length,
    longTasks: tasks.length,
    blockedMs: sum(tasks, (entry) => entry.duration - 50),
    layoutShift: sum(shifts, (entry) => (entry.hadRecentInput ? 0 : entry.value)),
    paintedMs: paints.at(-1)?.startTime ?? 0,
  };
})()`;

/** Measures a page that was just opened. */
export function browserFigures(page: Page): Promise<BrowserFigures> {
  return page.evaluate<BrowserFigures>(recorded);
}
