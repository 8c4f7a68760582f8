import type { Customer } from '../../shop/directory.ts';
import type { Page } from '../../ui/env.ts';
import { words } from './words.ts';

/**
 * Customers who may be meant. The one who is chosen is filled into the field; without a script somebody types the
 * number.
 */
export function Choices({ c, customers, field }: { c: Page; customers: readonly Customer[]; field: string }) {
  const t = words(c);
  return (
    <>
      <p>{t.several}</p>
      <ul class="choices">
        {customers.map(({ memberId, name, phone }) => (
          <li>
            <button type="button" id={`choose-${memberId}`} data-fill={field} data-value={memberId}>
              <strong>{name ?? memberId}</strong>
              <span class="note">{[memberId, phone].filter(Boolean).join(' · ')}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
