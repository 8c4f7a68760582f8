import type { Plugin } from '../../plugin.ts';
import { checkOptionNames } from '../../shapes.ts';
import type { ClockHost } from './clock-host.ts';
import { findAhead } from './find-ahead.ts';
import { setBack } from './set-back.ts';

const verbs = {
  /**
   * Finds the members whose time lies ahead of now, and says what `setBack` would give back. It writes nothing.
   *
   * @example
   * ```ts
   * for await (const row of pointbook.clock.findAhead()) {
   *   if (row.isOk()) print(row.value.memberId, row.value.ahead, row.value.points);
   * }
   * ```
   */
  findAhead,
  /**
   * Sets back the time of members that a wrong clock had set, and gives back what the clock alone had ended.
   *
   * @example
   * ```ts
   * const today = '2026-11-30';
   * const back = await pointbook.clock.setBack({ today, actor: 'staff-3', idempotencyKey: 'clock-of-till-2' });
   * if (back.isOk()) print(back.value.members, 'members have', back.value.points, 'points again');
   * ```
   */
  setBack,
};

/** The verbs of `pointbook.clock`. */
export type ClockVerbs = typeof verbs;

/**
 * The way back after a clock was wrong: what it had ended comes back, and the time of members and records is set back.
 *
 * @remarks Give it the plugins that the ledger has, too: what they keep is put right with the rest.
 *
 * @example
 * ```ts
 * import { clock } from '@pointbook/core/clock';
 *
 * const ledger = createPointbook({ program, store, plugins: [clock()] });
 * const back = await ledger.clock.setBack({ today: '2026-11-30', actor: 'staff-3', idempotencyKey: 'clock-of-till-2' });
 * if (back.isErr()) print(back.error.kind, back.error.message);
 * ```
 */
export function clock(): Plugin<'clock', ClockVerbs, ClockHost>;
export function clock(options: object = {}): Plugin<'clock', ClockVerbs, ClockHost> {
  checkOptionNames('clock()', options, {});
  return { name: 'clock', verbs };
}
