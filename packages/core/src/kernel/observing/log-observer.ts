import type { Logger } from './logger.ts';
import type { Observer } from './observer.ts';
import { now } from './watches.ts';

/** A batch that takes longer, with the time that its calls waited, is told. */
const slowMs = 1000;
/** A line like one that was written is written again after this time; meanwhile it is counted. */
const alikeMs = 1000;

type Level = keyof Logger;

/** Writes what an operator should know. Other answers, such as that a member has too few points, are no news. */
export function logObserver(logger: Logger): Observer {
  const written = new Map<string, { readonly at: number; unsaid: number }>();

  function say(level: Level, what: string, outcome: string, facts: object): void {
    const line = `${what} ended: ${outcome}`;
    const before = written.get(line);
    if (before && now() - before.at < alikeMs) return void (before.unsaid += 1);
    written.set(line, { at: now(), unsaid: 0 });
    logger[level]({ ...facts, outcome, ...(before?.unsaid ? { unsaid: before.unsaid } : {}) }, `Pointbook: ${line}`);
  }

  return {
    verb: ({ verb, type, writes, joined }) => ({
      end({ outcome, ms }) {
        const isSweep = writes && type !== 'command';
        const isToldOfBatch = type === 'command' && !joined && isOfStore(outcome);
        const level = isToldOfBatch ? null : (levelOf(outcome) ?? (isSweep ? 'info' : null));
        if (level) say(level, verb, outcome, { verb, ms: Math.round(ms) });
      },
    }),
    batch: (calls) => ({
      end({ outcome, ms, retries }) {
        const queuedMs = calls[0]?.queuedMs ?? 0;
        const level = levelOf(outcome) ?? (retries > 0 || queuedMs + ms > slowMs ? 'warn' : null);
        if (level === null) return;
        const what =
          retries > 0 ? 'a commit that was tried again' : queuedMs + ms > slowMs ? 'a slow commit' : 'a commit';
        say(level, what, outcome, { calls: calls.length, retries, ms: Math.round(ms), queuedMs: Math.round(queuedMs) });
      },
    }),
  };
}

function levelOf(outcome: string): Level | null {
  if (['overloaded', 'store-locked', 'store-unavailable'].includes(outcome)) return 'warn';
  return isOfStore(outcome) || ['thrown', 'reaction-failed'].includes(outcome) ? 'error' : null;
}

function isOfStore(outcome: string): boolean {
  return outcome.startsWith('store-');
}
