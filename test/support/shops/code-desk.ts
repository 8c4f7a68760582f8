import type { PluginSections } from '@pointbook/core/plugin';
import { type Channel, createPointbook, type Pointbook, type ProgramDefinition, type ProgramId } from '@pointbook/core';
import type { RecordStore } from '@pointbook/core/store';
import {
  auditLedger,
  fakeClock,
  type FakeClock,
  type LedgerDump,
  ledgerView,
  type LedgerView,
  noChanges,
  recordingStore,
} from '@pointbook/testing';
import {
  codes,
  type CodeDefinition,
  type CodesPlugin,
  type CodeSentReceipt,
  type CodeVerbs,
  type OutgoingMessage,
  type RandomSource,
  type RequestRedemptionCommand,
  type SendOutcome,
  type ChallengeRecord,
} from '@pointbook/core/codes';
import { verify } from '@pointbook/core/verify';
import { memoryStore } from '@pointbook/memory';
import type { ResultAsync } from 'neverthrow';
import { expect, onTestFinished } from 'vitest';
import { ayu, monday } from '../specification/specification.ts';
import { warung } from './warung.ts';
import { errorOf, valueOf } from '../value-of.ts';

export const secret = 'a secret of the tests, of more than 32 characters';
export const ayusPhone = '+628111000111';
export const ayusEmail = 'ayu.lestari@example.com';
export const allChannels: readonly Channel[] = ['whatsapp', 'sms', 'email'];

type CodesPointbook = Pointbook & { readonly codes: CodeVerbs };
type Definition = ProgramDefinition<never, PluginSections<[CodesPlugin]>>;
/** What the program says of redeeming, and of codes. */
type Redeem = NonNullable<ProgramDefinition['redeem']> & { readonly codes?: CodeDefinition };

/** A message that a notifier was handed. */
export interface Sent {
  readonly channel: Channel;
  readonly message: OutgoingMessage;
}

/** A till where customers spend points by code: a ledger in memory, and notifiers that keep what they are handed. */
export interface Desk {
  readonly clock: FakeClock;
  readonly store: LedgerView;
  readonly programId: ProgramId;
  readonly sent: Sent[];
  ledger(): CodesPointbook;
  /** A ledger over the same store, with other notifiers say. */
  another(options: DeskOptions): CodesPointbook;
  /** Other rules for redemptions, over the same store. */
  publish(redeem: Redeem): void;
  /** How the notifiers answer from now on. */
  answerWith(answer: Answer): void;
  /** Asks for 100 of Ayu's points, or for what is said. */
  request(more?: Partial<RequestRedemptionCommand>): ReturnType<CodeVerbs['requestRedemption']>;
  /** The same, where it must succeed; answers the receipt with the code. */
  asked(more?: Partial<RequestRedemptionCommand>): Promise<CodeSentReceipt & { readonly code: string }>;
  /** The last code that a notifier was handed. */
  code(): string;
  challenge(challengeId: string): Promise<ChallengeRecord>;
  /** Changes a challenge in the store, past the ledger. */
  meddle(challengeId: string, change: object): Promise<void>;
  /** Whoever meddles with the store need not leave it sound. */
  mayBeUnsound(): void;
  available(memberId?: string): Promise<number>;
  dump(): Promise<LedgerDump>;
}

type Answer = (sent: Sent) => Promise<SendOutcome>;

/** How a desk differs from the usual one. */
export interface DeskOptions {
  /** Those with a notifier; all when left out. */
  readonly served?: readonly Channel[];
  readonly withoutSecret?: boolean;
  readonly random?: RandomSource;
  readonly store?: (inner: RecordStore) => RecordStore;
  readonly sendTimeoutMs?: number;
  readonly queueLimit?: number;
  readonly expiry?: NonNullable<ProgramDefinition['expiry']>;
}

export const accepted: Answer = async () => ({ status: 'sent', providerId: 'provider-1' });
export const rejected: Answer = async () => ({ status: 'rejected', reason: 'destination', message: 'No such number.' });
export const unavailable: Answer = async () => ({ status: 'unavailable', message: 'Busy.', retryAfterMs: null });

/**
 * A desk where all redemptions need a code, unless said. Ayu and Budi have 1,000 points each, a number and an email.
 */
export async function openDesk(redeem: Redeem = {}, options: DeskOptions = {}): Promise<Desk> {
  const { store: recorded, dump } = recordingStore(memoryStore());
  const { store: wrap = (inner) => inner, expiry } = options;
  const wrapped = wrap(recorded);
  const store = ledgerView(wrapped);
  const clock = fakeClock(monday);
  const sent: Sent[] = [];
  let answer = accepted;
  let isSound = true;
  const random = options.random ?? countingRandom();
  const programWith = ({ codes: ofCodes = {}, ...changes }: Redeem): Definition => ({
    ...warung({
      redeem: { rate: { points: 1, money: 100 }, otp: 'always', ...changes },
      ...(expiry ? { expiry } : {}),
    }),
    plugins: { codes: ofCodes },
  });
  const open = (program: Definition, more: DeskOptions) =>
    createPointbook({
      program,
      store: wrapped,
      clock,
      ...(more.queueLimit === undefined ? {} : { queueLimit: more.queueLimit }),
      plugins: [
        codes({
          random,
          ...(more.withoutSecret ? {} : { secret }),
          ...(more.sendTimeoutMs === undefined ? {} : { sendTimeoutMs: more.sendTimeoutMs }),
          notifiers: (more.served ?? allChannels).map((channel) => ({
            channel,
            send: async (message) => {
              sent.push({ channel, message });
              return answer({ channel, message });
            },
          })),
        }),
      ],
    });
  let program = programWith(redeem);
  let ledger = open(program, options);
  const programId = program.programId as ProgramId;

  await enrolBoth(ledger);
  onTestFinished(async () => {
    if (!isSound) return;
    expect(auditLedger(await dump(programId))).toEqual([]);
    expect(valueOf(await verify(ledger)).findings).toEqual([]);
  });

  const desk: Desk = {
    clock,
    store,
    programId,
    sent,
    ledger: () => ledger,
    another: (others) => open(program, others),
    publish: (changes) => {
      program = programWith(changes);
      ledger = open(program, options);
    },
    answerWith: (given) => void (answer = given),
    request: (more = {}) => {
      const what = 'rewardId' in more ? {} : { points: 100 };
      const whose = 'phone' in more ? {} : { memberId: ayu };
      return ledger.codes.requestRedemption({ redemptionId: 'RD-1', ...what, ...whose, ...more });
    },
    asked: async (more) => {
      const receipt = valueOf(await desk.request(more));
      return { ...receipt, code: desk.code() };
    },
    code: () => {
      const data = sent.at(-1)?.message.data;
      return data && 'code' in data ? data.code : expect.fail('no code was sent');
    },
    challenge: async (challengeId) => {
      const found = valueOf(await store.reader.challenge(programId, challengeId as never));
      return found ?? expect.fail('there is no such challenge');
    },
    meddle: async (challengeId, change) => {
      isSound = false;
      const changed = { ...(await desk.challenge(challengeId)), ...change };
      const changes = { ...noChanges, challenges: [changed] };
      valueOf(await store.transact(programId, {}, () => ({ changes, value: null })));
    },
    mayBeUnsound: () => void (isSound = false),
    available: async (memberId = ayu) => valueOf(await ledger.getBalance({ memberId })).available,
    dump: async () => dump(programId),
  };
  return desk;
}

async function enrolBoth(ledger: Pointbook): Promise<void> {
  const people = [
    { memberId: ayu, phone: ayusPhone, email: ayusEmail },
    { memberId: 'budi', phone: '+628222000222', email: 'budi@example.com' },
  ];
  for (const person of people) {
    valueOf(await ledger.enrolMember(person));
    const { memberId } = person;
    const gift = { memberId, points: 1000, direction: 'add', actor: 'staff-3', reason: 'a gift' } as const;
    valueOf(await ledger.adjustPoints({ ...gift, idempotencyKey: 'gift' }));
  }
}

/** Bytes that make another number each time, and so another code. */
export function countingRandom(first = 34_201): RandomSource {
  let drawn = 0;
  return {
    bytes: (count) => {
      const number = first + drawn * 104_729;
      drawn += 1;
      return Uint8Array.from({ length: count }, (_, index) => Math.floor(number / 256 ** (count - 1 - index)) % 256);
    },
  };
}

/** Another code than this. */
export function wrong(code: string): string {
  return String((Number(code) + 1) % 10 ** code.length).padStart(code.length, '0');
}

/** What went wrong. */
export async function failureOf<Receipt, Failure>(result: ResultAsync<Receipt, Failure>): Promise<Failure> {
  return errorOf(await result);
}

/** The receipt, or what went wrong. */
export async function answerOf<Receipt, Failure>(result: ResultAsync<Receipt, Failure>): Promise<Receipt | Failure> {
  return (await result).match<Receipt | Failure, Receipt | Failure>(
    (receipt) => receipt,
    (failure) => failure,
  );
}

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
