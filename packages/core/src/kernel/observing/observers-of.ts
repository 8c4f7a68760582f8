import { InvariantError } from '../../values/invariant.ts';
import { logObserver } from './log-observer.ts';
import type { Logger } from './logger.ts';
import type { Observer } from './observer.ts';

/** Who is told what a ledger does. */
export interface Observing {
  /** Are told of verbs and batches, such as `otel()` of `@pointbook/otel`; none, when left out. */
  readonly observers?: readonly Observer[] | undefined;
  /**
   * Where retries, refusals of the store, sweeps and slow commits are written, such as `pino()` or `console`; nowhere,
   * when left out.
   */
  readonly logger?: Logger | undefined;
}

/** All observers of a ledger. Who writes JavaScript has no type that says what they are: a mistake throws. */
export function observersOf({ observers = [], logger }: Observing): readonly Observer[] {
  if (!Array.isArray(observers) || observers.some((each) => typeof each !== 'object' || each === null))
    throw new InvariantError('`observers` is a list of objects: call what makes each, as in observers: [otel()].');
  if (logger === undefined) return observers;
  if (
    (['info', 'warn', 'error'] as const).some(
      (level) => typeof (logger as Partial<Logger> | null)?.[level] !== 'function',
    )
  )
    throw new InvariantError('A `logger` has the functions info, warn and error, as pino() and console have.');
  return [...observers, logObserver(logger)];
}
