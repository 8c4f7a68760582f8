import type { Explanation } from '@pointbook/core';
import type { Page } from '../../ui/env.ts';
import { words } from './words.ts';

interface WhyProps {
  readonly c: Page;
  readonly explanation: Explanation;
  readonly isOpen?: boolean;
}

/** How the points of a sale came about, rule by rule. */
export function Why({ c, explanation, isOpen = false }: WhyProps) {
  const t = words(c);
  const { number, money } = c.var.formats;
  return (
    <details open={isOpen}>
      <summary>{t.why}</summary>
      <ul>
        {explanation.rules.map(({ label, points, unmet, multipliers, cutByCap, paidWithPoints }) => (
          <li>
            {unmet === null ? t.rule(label, number(points)) : t.unmet(label)}
            {multipliers.map((multiplier) => `, ${t.times(multiplier.label)}`)}
            {paidWithPoints > 0 && `, ${t.withoutPoints(money(paidWithPoints))}`}
            {cutByCap > 0 && `, ${t.capped(number(cutByCap))}`}
          </li>
        ))}
      </ul>
    </details>
  );
}
