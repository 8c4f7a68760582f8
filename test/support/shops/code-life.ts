import { createPointbook, type ProgramDefinition } from '@pointbook/core';
import type { PluginSections } from '@pointbook/core/plugin';
import type { RecordStore } from '@pointbook/core/store';
import { fakeClock } from '@pointbook/testing';
import { codes, type CodesPlugin, type OutgoingMessage, type SendOutcome } from '@pointbook/core/codes';
import { allChannels, countingRandom, minute, secret } from './code-desk.ts';
import { codeIn } from './post-office.ts';
import { start } from '../properties/worlds.ts';
import { errorOf, valueOf } from '../value-of.ts';

/** Codes have ten digits, so that no figure of the ledger looks like one. */
const program: ProgramDefinition<never, PluginSections<[CodesPlugin]>> = {
  programId: 'shop',
  name: 'Shop',
  timeZone: 'UTC',
  currency: 'EUR',
  earn: { rules: [] },
  redeem: { rate: { points: 1, money: 1 }, otp: 'always' },
  plugins: { codes: { digits: 10, failures: 6 } },
};

/** What a life of codes leaves to look for. */
export interface Lived {
  /** What must stand nowhere: all codes that were sent or said, and the secret. */
  readonly unspeakable: readonly string[];
  /** What may stand in the profiles alone. */
  readonly addresses: readonly string[];
  /** What is certainly there. */
  readonly challengeIds: readonly string[];
}

const addresses = ['+628117770001', '+628117770002', 'ayu.lestari@example.com', 'ayu.baru@example.com'];

/** A whole life of codes on a store: sent, refused, sent again, wrong, right, locked, unlocked, void and cancelled. */
export async function liveOfCodes(store: RecordStore): Promise<Lived> {
  const outbox: OutgoingMessage[] = [];
  const said: string[] = [];
  const challengeIds: string[] = [];
  let answer: SendOutcome = { status: 'sent', providerId: 'message-1' };
  const send = async (message: OutgoingMessage) => {
    outbox.push(message);
    return answer;
  };
  const clock = fakeClock(start);
  const notifiers = allChannels.map((channel) => ({ channel, send }));
  const random = countingRandom(3_141_592_653);
  const plugins = [codes({ notifiers, random, secret })];
  const ledger = createPointbook({ program, store, clock, plugins });
  const [phone = '', otherPhone = '', email = '', otherEmail = ''] = addresses;
  valueOf(await ledger.enrolMember({ memberId: 'M', name: 'Ayu', phone, email }));
  const staff = { memberId: 'M', actor: 'ann', reason: 'a gift' };
  valueOf(await ledger.adjustPoints({ ...staff, points: 900, direction: 'add', idempotencyKey: 'gift' }));

  const ask = async (redemptionId: string, channel?: 'email') => {
    clock.advance(11 * minute);
    const command = { phone, redemptionId, points: 9, ...(channel ? { channel } : {}) };
    const asked = await ledger.codes.requestRedemption(command);
    const challengeId = asked.isOk()
      ? asked.value.challengeId
      : 'challengeId' in asked.error
        ? asked.error.challengeId
        : '';
    challengeIds.push(challengeId);
    return challengeId;
  };
  const give = async (challengeId: string, code: string) => {
    said.push(code);
    return ledger.codes.confirmRedemption({ challengeId, code });
  };
  const wrongOf = (code: string) => String(Number(code) - 1).padStart(10, '0');
  const last = () => codeIn(outbox.at(-1));

  const first = await ask('R1');
  await give(first, wrongOf(last()));
  clock.advance(minute);
  valueOf(await ledger.codes.resendCode({ challengeId: first, channel: 'email' }));
  valueOf(await give(first, last()));
  answer = { status: 'rejected', reason: 'destination', message: 'No such number.' };
  const second = await ask('R2');
  answer = { status: 'unavailable', message: 'Busy.', retryAfterMs: null };
  await ledger.codes.resendCode({ challengeId: second, channel: 'email' });
  valueOf(await ledger.codes.cancelRedemption({ challengeId: second }));
  answer = { status: 'sent', providerId: 'message-2' };
  const third = await ask('R3', 'email');
  for (const _ of [1, 2, 3, 4, 5, 6]) await give(third, wrongOf(last()));
  valueOf(await ledger.codes.unlockMember({ ...staff, idempotencyKey: 'unlock' }));
  const fourth = await ask('R4', 'email');
  valueOf(await ledger.updateMember({ memberId: 'M', changes: { email: otherEmail, phone: otherPhone } }));
  errorOf(await give(fourth, last()));
  valueOf(await ledger.expireDue());
  return { unspeakable: [...outbox.map(codeIn), ...said, secret], addresses, challengeIds };
}

/** Which of the texts stand in some bytes, as text or, where they are digits, as a number. */
export function foundIn(bytes: Buffer, texts: readonly string[]): string[] {
  const forms = (text: string) => [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    ...(/^\d+$/.test(text) ? [asNumber(text)] : []),
  ];
  return [...new Set(texts)].filter((text) => forms(text).some((form) => bytes.includes(form)));
}

/** A whole number as databases write it, big end first. */
function asNumber(digits: string): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(digits));
  return bytes.subarray(3);
}
