import type { Clock } from '@pointbook/core';

/** The machine's time. Tests let another one pass. */
export const systemClock: Clock = { now: () => Date.now() };
