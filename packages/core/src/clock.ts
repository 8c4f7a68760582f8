export { clock, type ClockVerbs } from './plugins/clock/clock.ts';
export { aheadColumns, type AheadQuery, findAhead, type MemberAhead } from './plugins/clock/find-ahead.ts';
export {
  type ClockNotAhead,
  setBack,
  type SetBackCommand,
  type SetBackFailure,
  type SetBackReceipt,
} from './plugins/clock/set-back.ts';
