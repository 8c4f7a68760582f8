import { availableAtOf, lotEndOf } from '../program/expiry.ts';
import type { Program } from '../program/program.ts';
import type { Instant } from '../values/instant.ts';
import type { LotKey } from './lot.ts';

/** The lot that points earned at an instant belong to. */
export function lotFor(program: Program, earnedAt: Instant): LotKey {
  return { expiresAt: lotEndOf(program, earnedAt), availableAt: availableAtOf(program, earnedAt) };
}
