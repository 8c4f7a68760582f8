import fc from 'fast-check';
import { sale } from './sales.ts';
import { stories } from './stories.ts';
import type { Call, Operation } from './operation.ts';

/** What a generated history may do. */
export interface HistoryTraits {
  /** The greatest number of steps; 20 when left out. */
  readonly maxLength?: number;
  /** Whether the clock may be set back; yes, when left out. */
  readonly clockBack?: boolean;
  /** Whether time passes at all; yes, when left out. */
  readonly time?: boolean;
  /** Whether messages come twice; yes, when left out. */
  readonly repeats?: boolean;
  /** Whether sweeps run; yes, when left out. */
  readonly sweeps?: boolean;
  /** What the ids of its members and invoices begin with, so that two histories can be strangers. */
  readonly prefix?: string;
  /** Whether figures near 2^53 − 1 turn up; no, when left out. */
  readonly huge?: boolean;
  /** Whether points are spent with one-time codes too; no, when left out. The ledger needs a notifier and a secret. */
  readonly codes?: boolean;
}

const minute = 60_000;
const day = 86_400_000;

/** Members who are enrolled before anything else, and then what happens to them: so few ids that all of it meets. */
export function histories(traits: HistoryTraits = {}): fc.Arbitrary<Operation[]> {
  const { maxLength = 20, prefix = '' } = traits;
  const single = operation(traits).map((step) => [step]);
  const steps = fc.oneof(
    { arbitrary: single, weight: 3 },
    { arbitrary: stories(prefix, traits.time ?? true, traits.codes ?? false), weight: 1 },
  );
  // Without bias: small histories reach little.
  return fc
    .noBias(fc.array(steps, { minLength: 1, maxLength, size: 'max' }))
    .map((parts) => [...enrolments(prefix), ...parts.flat()]);
}

/** The members of a history: two with a verified email, one without any. */
export function enrolments(prefix = ''): Call[] {
  return ['M1', 'M2', 'M3'].map((id, index) => ({
    verb: 'enrolMember',
    command: {
      memberId: `${prefix}${id}`,
      phone: `+62811000${prefix.length}${index}`,
      ...(index < 2 ? { email: `${id.toLowerCase()}@shop.example`, emailVerified: true } : {}),
    },
  }));
}

function operation(traits: HistoryTraits): fc.Arbitrary<Operation> {
  const { time = true, repeats = true, sweeps = true, clockBack = true, codes = false } = traits;
  const waits: fc.Arbitrary<number>[] = [
    fc.constantFrom(minute, 20 * minute, 90 * minute),
    fc.integer({ min: 1, max: 4 }).map((days) => days * day),
    ...(clockBack ? [fc.constantFrom(-minute, -2 * 60 * minute, -3 * day)] : []),
    fc.constant(40 * day),
  ];
  return fc.oneof(
    { arbitrary: calls(traits), weight: 14 },
    ...(time ? [{ arbitrary: fc.oneof(...waits).map((ms) => ({ verb: 'wait' as const, ms })), weight: 4 }] : []),
    ...(sweeps ? [{ arbitrary: fc.constant<Operation>({ verb: 'sweep' }), weight: 1 }] : []),
    ...(codes ? [{ arbitrary: aboutCode, weight: 4 }] : []),
    ...(repeats
      ? [
          {
            arbitrary: fc.integer({ min: 1, max: 12 }).map((callsAgo) => ({ verb: 'again' as const, callsAgo })),
            weight: 3,
          },
        ]
      : []),
  );
}

const aboutCode: fc.Arbitrary<Operation> = fc.record({
  verb: fc.constant('code' as const),
  requestsAgo: fc.constantFrom(1, 1, 1, 2, 3),
  what: fc.constantFrom('right', 'right', 'wrong', 'wrong', 'resend', 'cancel'),
});

/** Any call of any verb that writes. */
export function calls({ prefix = '', huge = false, codes = false }: HistoryTraits = {}): fc.Arbitrary<Call> {
  const named = (...ids: string[]) => fc.constantFrom(...ids.map((id) => `${prefix}${id}`));
  const memberId = named('M1', 'M1', 'M1', 'M1', 'M2', 'M3');
  const invoiceId = named('I1', 'I1', 'I1', 'I2', 'I3');
  const refundId = fc.constantFrom('R1', 'R2', 'R3');
  const paymentId = fc.constantFrom('P1', 'P2', 'P3');
  const redemptionId = fc.constantFrom('D1', 'D1', 'D2', 'D3');
  const actor = fc.constantFrom('ann', 'bob');
  const idempotencyKey = fc.nat(30).map((number) => `K${number}`);
  const few = fc.integer({ min: 1, max: 20 });
  const points = huge
    ? fc.oneof(few, fc.integer({ min: Number.MAX_SAFE_INTEGER - 20, max: Number.MAX_SAFE_INTEGER }))
    : few;
  const total = huge
    ? fc.oneof(fc.nat(120), fc.integer({ min: Number.MAX_SAFE_INTEGER - 20, max: Number.MAX_SAFE_INTEGER }))
    : fc.nat(120);
  const staff = { memberId, actor, reason: fc.constantFrom('missed sale', 'goodwill'), idempotencyKey };
  const spending = fc.oneof(
    { weight: 4, arbitrary: fc.record({ memberId, redemptionId, points }) },
    { weight: 1, arbitrary: fc.record({ memberId, redemptionId, rewardId: fc.constant('mug') }) },
    { weight: 2, arbitrary: fc.record({ memberId, redemptionId, points: fc.integer({ min: 1, max: 8 }), invoiceId }) },
  );
  const call = <Verb extends Call['verb']>(verb: Verb, command: fc.Arbitrary<unknown>, weight: number) => ({
    weight,
    arbitrary: command.map((made) => ({ verb, command: made }) as Call),
  });
  const channel = fc.constantFrom<Record<string, unknown>[]>({}, {}, { channel: 'sms' }, { channel: 'email' });
  const request = fc.tuple(spending, channel).map(([fields, over]) => ({ ...fields, ...over }));
  return fc.oneof(
    ...(codes ? [call('requestRedemption', request, 6), call('unlockMember', fc.record(staff), 1)] : []),
    call('saveInvoice', sale({ invoiceId, memberId, total }), 9),
    call(
      'recordPayment',
      fc.record({ invoiceId, paymentId, currency: fc.constant('EUR'), amount: fc.constantFrom(10, 60, 120) }),
      3,
    ),
    call('approvePayment', fc.record({ invoiceId, paymentId, actor }), 2),
    call('refundInvoice', refund(invoiceId, refundId), 5),
    call('voidInvoice', fc.record({ invoiceId, refundId }), 2),
    call('reinstateInvoice', fc.record({ invoiceId, reinstatementId: fc.constantFrom('B1', 'B2') }), 2),
    call('returnWithoutSale', fc.record({ memberId, returnId: fc.constantFrom('N1', 'N2'), points }), 1),
    call('reversePayment', fc.record({ invoiceId, paymentId, reversalId: fc.constantFrom('X1', 'X2') }), 2),
    call(
      'reassignInvoice',
      fc.record({ invoiceId, toMemberId: memberId, actor, idempotencyKey, reason: fc.constant('wrong card') }),
      1,
    ),
    call('claimInvoice', fc.record({ invoiceId, memberId, idempotencyKey }), 2),
    call('adjustPoints', fc.record({ ...staff, points, direction: fc.constantFrom('add', 'add', 'deduct') }), 5),
    call('setBalance', fc.record({ ...staff, balance: points }), 2),
    call(
      'reverseEntry',
      fc.record(
        { ...staff, sequence: fc.integer({ min: 1, max: 6 }), points: few },
        { requiredKeys: ['memberId', 'sequence', 'actor', 'reason', 'idempotencyKey'] },
      ),
      4,
    ),
    call('redeemPoints', spending, 4),
    call('holdPoints', spending, 4),
    call(
      'captureHold',
      fc.record(
        { memberId, redemptionId, points: fc.integer({ min: 1, max: 6 }), invoiceId },
        { requiredKeys: ['memberId', 'redemptionId'] },
      ),
      3,
    ),
    call('releaseHold', fc.record({ memberId, redemptionId }), 3),
    call('undoRedemption', fc.record({ memberId, redemptionId, undoId: fc.constantFrom('U1', 'U2') }), 2),
    call('undoRedemption', fc.record({ memberId, redemptionId, undoId: fc.constantFrom('U3', 'U4'), points }), 2),
    call('updateMember', fc.record({ memberId, version: fc.integer({ min: 1, max: 2 }), changes: changes(prefix) }), 1),
    call('saveMember', saved(named('M1', 'M2', 'M5'), prefix), 1),
    call(
      'enrolMember',
      fc.record({
        memberId: named('M1', 'M4'),
        phone: fc.constantFrom(`+62811000${prefix.length}1`, `+628119999${prefix.length}`),
      }),
      1,
    ),
  );
}

function refund(invoiceId: fc.Arbitrary<string>, refundId: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const lines = fc.uniqueArray(fc.record({ lineId: fc.constantFrom('1', '2') }), {
    minLength: 1,
    maxLength: 2,
    selector: ({ lineId }) => lineId,
  });
  const pieces = fc
    .record({ lineId: fc.constantFrom('1', '2'), quantity: fc.constantFrom('1', '0.5') })
    .map((line) => [line]);
  const stated = fc
    .record(
      { lineId: fc.constantFrom('1', '2'), quantity: fc.constantFrom('1', '0'), net: fc.nat(40), tax: fc.nat(2) },
      { requiredKeys: ['lineId', 'net'] },
    )
    .map((line) => [line]);
  return fc.oneof(
    fc.record({ invoiceId, refundId, value: fc.integer({ min: 0, max: 60 }) }),
    fc.record({ invoiceId, refundId, lines }),
    fc.record({ invoiceId, refundId, lines: pieces }),
    fc.record({ invoiceId, refundId, lines: stated }),
    fc.record({ invoiceId, refundId, lines, value: fc.nat(60) }),
  );
}

/** What is known of a customer, who may be a member or not. */
function saved(memberId: fc.Arbitrary<string>, prefix: string): fc.Arbitrary<unknown> {
  return fc.tuple(memberId, changes(prefix)).map(([id, fields]) => ({ memberId: id, ...(fields as object) }));
}

function changes(prefix: string): fc.Arbitrary<unknown> {
  return fc.constantFrom<unknown>(
    { name: 'Ayu' },
    { email: `${prefix}new@shop.example`, emailVerified: true },
    { phone: `+62812000${prefix.length}` },
    { phone: null },
    { tier: 'gold', birthday: '02-01' },
  );
}
