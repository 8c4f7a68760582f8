import type { PropsWithChildren } from 'hono/jsx';
import { Icon } from '../../ui/icons.tsx';
import type { Page } from '../../ui/env.ts';
import { perPage } from './customer-place.ts';
import { words } from './words.ts';

/** Boxes to tick around a page of customers, and what can be done with those who are chosen. */
export function ChoosingForm({ c, count, children }: PropsWithChildren<{ c: Page; count: number }>) {
  const t = words(c);
  return (
    <form action="/jobs/bulk" class="choosing">
      {['q', 'after', 'id'].map((name) => (
        <input type="hidden" name={name} value={c.req.query(name) ?? ''} />
      ))}
      <div class="toolbar">
        {count > perPage && (
          <label class="tick">
            <input type="checkbox" name="all" value="yes" />
            <span>{t.chooseAll(c.var.formats.number(count))}</span>
          </label>
        )}
        <p class="note" hidden data-ticked="member">
          {t.chosen}: <output>0</output>
        </p>
        <details class="menu">
          <summary class="button">
            <Icon name="more" />
            {t.moreActions}
          </summary>
          <div>
            <button class="quiet">{t.bulk}</button>
            <button class="quiet" formaction="/cards">
              {t.printCards}
            </button>
          </div>
        </details>
      </div>
      {children}
    </form>
  );
}
