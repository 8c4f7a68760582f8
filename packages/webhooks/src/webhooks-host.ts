import type { Ports, ReadingHost } from '@pointbook/core';
import type { AddressGuard } from './address-guard.ts';
import type { Post } from './post.ts';

/** What the verbs of webhooks need besides the ledger. */
export interface WebhooksServices {
  /** What secrets of endpoints are derived from. */
  readonly secret: string;
  /** What keeps events from addresses that they must not go to. */
  readonly guard: AddressGuard;
  /** What sends them. */
  readonly post: Post;
  /** The longest time that an answer may take, in milliseconds. */
  readonly timeoutMs: number;
  /** How long an event waits after each attempt in vain, in milliseconds; after the last it is given up. */
  readonly retryDelaysMs: readonly number[];
}

/** What the verbs of webhooks work with. */
export type WebhooksHost = ReadingHost & Pick<Ports, 'engine'> & WebhooksServices;
