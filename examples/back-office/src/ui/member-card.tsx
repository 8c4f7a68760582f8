import { raw } from 'hono/html';
import type { Customer } from '../shop/directory.ts';
import { code128, qrCode } from './bar-codes.ts';
import type { Page } from './env.ts';
import { dictionary } from './words.ts';

const words = dictionary({
  en: {
    qr: (memberId: string) => `QR code of the number ${memberId}`,
    bars: (memberId: string) => `Bar code of the number ${memberId}`,
  },
  id: {
    qr: (memberId: string) => `Kode QR nomor ${memberId}`,
    bars: (memberId: string) => `Kode batang nomor ${memberId}`,
  },
});

interface MemberCardProps {
  readonly c: Page;
  readonly shop: string;
  readonly customer: Customer;
}

/**
 * A customer's card, as large as those of banks. Both codes hold the number, by which a till finds the customer: a link
 * would end before the card does.
 */
export function MemberCard({ c, shop, customer: { memberId, name } }: MemberCardProps) {
  const t = words(c);
  const bars = code128(memberId);
  return (
    <article class="member-card" aria-label={name ?? memberId}>
      <div class="member-card-top">
        <div>
          <p class="member-card-shop">{shop}</p>
          <p class="member-card-name">
            <bdi>{name ?? ''}</bdi>
          </p>
        </div>
        <div class="qr" role="img" aria-label={t.qr(memberId)}>
          {raw(qrCode(memberId))}
        </div>
      </div>
      <div>
        {bars !== null && (
          <div class="bars" role="img" aria-label={t.bars(memberId)}>
            {raw(bars)}
          </div>
        )}
        <p class="member-card-number">
          <bdi>{memberId}</bdi>
        </p>
      </div>
    </article>
  );
}
