import { createPointbook, type Pointbook } from '@pointbook/core';
import { codes, type CodeVerbs, type OutgoingMessage } from '@pointbook/core/codes';
import { postgresStore } from '@pointbook/postgres';
import { sqliteStore } from '@pointbook/sqlite';
import { fakeClock, type FakeClock } from '@pointbook/testing';
import { shop } from './shop.ts';

/** Where a ledger is that several processes share. */
export type Place = { readonly file: string } | { readonly url: string; readonly schema: string };

/** A till that sends codes. All tills have one secret, and a time that they are told. */
export interface CodeTill {
  readonly ledger: Pointbook & { readonly codes: CodeVerbs };
  readonly clock: FakeClock;
  /** The codes that went out from here, by the redemption's points. */
  readonly sent: SentCode[];
}

export interface SentCode {
  readonly to: string;
  readonly code: string;
  readonly points: number;
}

/** When all that happens to codes begins. */
export const opening = Date.UTC(2025, 0, 30, 10);

/** Opens a till. */
export function openCodeTill(place: Place): CodeTill {
  const store =
    'file' in place
      ? sqliteStore(place.file, { lockTimeoutMs: 30_000 })
      : postgresStore(place.url, { schema: place.schema, connections: 2 });
  const clock = fakeClock(opening);
  const sent: SentCode[] = [];
  const send = async ({ to, data }: OutgoingMessage) => {
    if ('code' in data) sent.push({ to, code: data.code, points: data.points });
    return { status: 'sent', providerId: null } as const;
  };
  const notifiers = (['sms', 'email'] as const).map((channel) => ({ channel, send }));
  const plugins = [codes({ notifiers, secret: 'the secret that all processes of a race share' })];
  return { ledger: createPointbook({ program: shop, store, clock, plugins }), clock, sent };
}
