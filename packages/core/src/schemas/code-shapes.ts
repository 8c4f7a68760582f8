import { type Channel, channels } from '../values/channel.ts';
import type { ActorId, ChallengeId, MemberId } from '../values/ids.ts';
import { note, phone } from './command-fields.ts';
import { isLocale } from '../values/locale.ts';
import { id, leaf, oneOf, optional, whole } from './fields.ts';
import { strict, withMeaning } from './objects.ts';
import { judgeRedemption, redemptionFields } from './redemption-fields.ts';
import { mustBe, mustBePersonal } from './words.ts';

const sending = { channel: optional(oneOf<Channel>(channels)), locale: optional(locale()) };

export const requestRedemptionShape = withMeaning(
  strict({ ...redemptionFields, memberId: optional(id<MemberId>()), phone: optional(phone()), ...sending }),
  function* (said) {
    yield* judgeRedemption(said);
    if ((said.memberId === undefined) !== (said.phone === undefined)) return;
    yield { path: ['memberId'], problem: 'or phone must be given, and not both', fix: 'Name the member in one way.' };
  },
);

export const confirmRedemptionShape = strict({ challengeId: id<ChallengeId>(), code: code() });
export const resendCodeShape = strict({ challengeId: id<ChallengeId>(), ...sending });
export const cancelRedemptionShape = strict({ challengeId: id<ChallengeId>(), actor: optional(id<ActorId>()) });

export const unlockMemberShape = strict({
  memberId: id<MemberId>(),
  actor: id<ActorId>(),
  reason: note(),
  idempotencyKey: id<string>(),
});

export const notifyMemberShape = withMeaning(
  strict({
    memberId: id<MemberId>(),
    sequence: optional(whole(1)),
    expiringWithinDays: optional(whole(1, 3650)),
    ...sending,
  }),
  function* ({ sequence, expiringWithinDays }) {
    if ((sequence === undefined) !== (expiringWithinDays === undefined)) return;
    yield {
      path: ['sequence'],
      problem: 'or expiringWithinDays must be given, and not both',
      fix: 'Tell of an entry, or of points that end.',
    };
  },
);

/** The language of a message. */
function locale() {
  return leaf<string>((value) =>
    isLocale(value) ? null : mustBe('a BCP 47 tag', value, 'Write "en" or "id-ID", say.'),
  );
}

/** Digits as people read them out; an error never shows them. */
function code() {
  return leaf<string>(
    (value) =>
      typeof value === 'string' && value.length <= longestSaid && /^\d{6,10}$/.test(bare(value))
        ? null
        : mustBePersonal('a code of 6 to 10 digits', value, 'Pass it as a text, with its leading zeros.'),
    bare,
  );
}

/** Ten digits with a few blanks between each two of them. */
const longestSaid = 40;

function bare(value: string): string {
  return value.replace(/[\s-]/g, '');
}
