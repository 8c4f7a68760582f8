import type { Office } from '../../office.ts';
import { linkDays } from '../../shop/member-links.ts';
import type { Page } from '../../ui/env.ts';
import { myAddress } from '../my/addresses.ts';

const dayMs = 86_400_000;

/** A link to a customer's own page. */
export interface OwnAddress {
  readonly href: string;
  readonly endsAt: Date;
}

/**
 * A new link to a customer's own page, as one that is sent away: with the name of the host by which its sender reached
 * it.
 */
export async function ownAddress(c: Page, { links }: Office, memberId: string): Promise<OwnAddress> {
  const endsAt = new Date(Date.now() + linkDays * dayMs);
  const { origin } = new URL(c.req.url);
  return { href: `${origin}${myAddress(await links.sign(memberId, endsAt))}`, endsAt };
}
