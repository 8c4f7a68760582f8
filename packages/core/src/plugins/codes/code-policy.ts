import type { Channel } from '../../index.ts';
import { channels } from '../../values.ts';
import { sectionOf } from '../../till.ts';
import { list, object, off, oneOf, orDefaults, type Schema, wholeOr, withDefault, refine } from '../../shapes.ts';

/** How codes are sent, and how many tries there are. */
export interface CodePolicy {
  /** In the order in which they are offered. */
  readonly channels: readonly Channel[];
  /** Whether codes go only to addresses that the profile says are verified. */
  readonly requireVerified: boolean;
  /** How many digits a code has. */
  readonly digits: number;
  /** How long a code is good, though never beyond the deadline of its hold. */
  readonly minutes: number;
  /** Wrong codes that lock a challenge, over all its codes together. */
  readonly attempts: number;
  /** Seconds from one code to the next, for one member and for one destination. */
  readonly secondsBetweenSends: number;
  /** Codes at most within `sendMinutes`, for one member and for one destination. */
  readonly sends: number;
  /** The period in which `sends` are counted, in minutes. */
  readonly sendMinutes: number;
  /** Wrong codes within `failureHours` that lock a member or a destination. */
  readonly failures: number;
  /** The period in which `failures` are counted, in hours. */
  readonly failureHours: number;
}

/** How one-time codes are sent, and how many tries there are. */
export interface CodeDefinition {
  /** Allowed channels, in the order in which they are offered. @defaultValue `['whatsapp', 'sms', 'email']` */
  readonly channels?: readonly Channel[] | undefined;
  /** Whether codes go only to addresses that the profile says are verified. @defaultValue `false` */
  readonly requireVerified?: boolean | undefined;
  /** 6 to 10. @defaultValue `6` */
  readonly digits?: number | undefined;
  /** 1 to 10; a code never outlives its hold. @defaultValue `5` */
  readonly minutes?: number | undefined;
  /** Wrong codes that lock a challenge, 1 to 10; sending again gives none back. @defaultValue `5` */
  readonly attempts?: number | undefined;
  /** From one code to the next for a member or a destination, 1 to 3600. @defaultValue `60` */
  readonly secondsBetweenSends?: number | undefined;
  /** Codes within `sendMinutes` for a member or a destination, 1 to 100. @defaultValue `5` */
  readonly sends?: number | undefined;
  /** 1 to 1440. @defaultValue `10` */
  readonly sendMinutes?: number | undefined;
  /** Wrong codes within `failureHours` that lock a member or a destination, 1 to 100. @defaultValue `10` */
  readonly failures?: number | undefined;
  /** 1 to 720. @defaultValue `24` */
  readonly failureHours?: number | undefined;
}

/** How codes are sent where a program does not say. */
export const defaultCodes = {
  channels: [...channels],
  requireVerified: false,
  digits: 6,
  minutes: 5,
  attempts: 5,
  secondsBetweenSends: 60,
  sends: 5,
  sendMinutes: 10,
  failures: 10,
  failureHours: 24,
} satisfies CodePolicy;

/** The section of codes: `plugins: { codes: { … } }`. */
export const codesSection = sectionOf<CodePolicy, CodeDefinition>('codes', codesShape());

function codesShape(): Schema<CodePolicy> {
  return orDefaults(
    refine(
      object<CodePolicy>({
        channels: withDefault(list(oneOf<Channel>(channels), 1, channels.length), defaultCodes.channels),
        requireVerified: off(),
        digits: wholeOr(defaultCodes.digits, 6, 10),
        minutes: wholeOr(defaultCodes.minutes, 1, 10),
        attempts: wholeOr(defaultCodes.attempts, 1, 10),
        secondsBetweenSends: wholeOr(defaultCodes.secondsBetweenSends, 1, 3600),
        sends: wholeOr(defaultCodes.sends, 1, 100),
        sendMinutes: wholeOr(defaultCodes.sendMinutes, 1, 1440),
        failures: wholeOr(defaultCodes.failures, 1, 100),
        failureHours: wholeOr(defaultCodes.failureHours, 1, 720),
      }),
      function* (codes, isSound) {
        if (!isSound('channels')) return;
        const twice = codes.channels.findIndex((channel, index) => codes.channels.indexOf(channel) < index);
        if (twice < 0) return;
        yield { path: ['channels', twice], problem: 'is named twice', fix: 'Name each channel once.' };
      },
    ),
  );
}
