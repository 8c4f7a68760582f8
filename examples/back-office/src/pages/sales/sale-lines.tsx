import type { Page } from '../../ui/env.ts';
import { Icon } from '../../ui/icons.tsx';
import type { TypedLine } from './typed-sale.ts';
import { words } from './words.ts';

/** So many lines are there to be filled in, at least. */
const leastLines = 3;
const emptyLine: TypedLine = { article: '', quantity: '', price: '' };

/** The lines of a sale to be filled in: those that were typed, and one more. */
export function SaleLines({ c, lines }: { c: Page; lines: readonly TypedLine[] }) {
  const t = words(c);
  const filled = 1 + lines.findLastIndex(({ article, quantity, price }) => `${article}${quantity}${price}` !== '');
  const rows = Array.from({ length: Math.max(leastLines, filled + 1) }, (_, index) => lines[index] ?? emptyLine);
  return (
    <fieldset class="lines">
      <legend>{t.lines}</legend>
      {rows.map((row, index) => (
        <div class="line" data-row>
          <Cell label={t.article} name="article" value={row.article} line={index + 1} maxlength={200} />
          <Cell label={t.quantity} name="quantity" value={row.quantity} line={index + 1} numeric="numeric" />
          <Cell label={t.price} name="price" value={row.price} line={index + 1} numeric="decimal" />
        </div>
      ))}
      <button type="button" class="quiet" data-repeat="[data-row]" hidden>
        <Icon name="plus" />
        {t.moreLines}
      </button>
    </fieldset>
  );
}

interface CellProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly line: number;
  readonly numeric?: 'numeric' | 'decimal';
  readonly maxlength?: number;
}

function Cell({ label, name, value, line, numeric, maxlength = 20 }: CellProps) {
  return (
    <label>
      <span>{label}</span>
      <input
        name={name}
        value={value}
        inputmode={numeric}
        maxlength={maxlength}
        autocomplete="off"
        aria-label={`${label}, ${line}`}
      />
    </label>
  );
}
