import type { ProgramDefinition } from '@pointbook/core';
import { warung } from '../../support/shops/warung.ts';

/** A shop whose points end a year after they were earned. */
export function yearly(changes: Parameters<typeof warung>[0] = {}): ProgramDefinition {
  return warung({ expiry: { kind: 'after', period: { unit: 'months', count: 12 } }, ...changes });
}

/** When points end that are earned on the day on which specifications begin. */
export const endOfPoints = new Date('2027-03-02T17:00:00Z');
