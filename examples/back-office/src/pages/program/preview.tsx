import { type BusinessDate, type Program, quoteEarning, type RuleExplanation } from '@pointbook/core';
import { startOfDate } from '@pointbook/core/values';
import { minorOf } from '../../shop/money.ts';
import { Card } from '../../ui/blocks.tsx';
import { Tick } from '../../ui/choices.tsx';
import type { Page } from '../../ui/env.ts';
import { words as formWords } from './form-words.ts';
import { type FormContext, TypedField } from './form-context.tsx';
import type { FormMistakes } from './mistakes.ts';
import { words } from './preview-words.ts';
import { isolated } from './tell-program.ts';
import type { General } from './typed-program.ts';

interface PreviewProps {
  readonly form: FormContext;
  /** What the form means, or what is wrong with it. */
  readonly read: { readonly program: Program } | { readonly mistakes: FormMistakes };
}

/** An invoice to try, and what it would earn by the rules of the form. */
export function Preview({ form, read }: PreviewProps) {
  const t = words(form.c);
  const { general } = form.typed;
  return (
    <Card title={t.sample}>
      <TypedField
        form={form}
        name="sampleAmount"
        label={t.sampleAmount}
        inputmode="decimal"
        value={general.sampleAmount}
      />
      <TypedField
        form={form}
        name="sampleArticle"
        label={t.sampleArticle}
        hint={t.optional}
        value={general.sampleArticle}
      />
      <div class="row">
        <TypedField
          form={form}
          name="sampleDay"
          label={t.sampleDay}
          hint={t.sampleToday}
          type="date"
          value={general.sampleDay}
        />
        <TypedField
          form={form}
          name="sampleTime"
          label={t.sampleTime}
          hint={t.optional}
          type="time"
          value={general.sampleTime}
        />
      </div>
      <Tick name="sampleFirst" label={t.sampleFirst} isTicked={general.sampleFirst === 'yes'} />
      <div id="preview" class="fields" role="status" tabindex={-1}>
        {'program' in read ? (
          <Earning c={form.c} general={general} program={read.program} />
        ) : (
          <ToMend c={form.c} mistakes={read.mistakes} />
        )}
      </div>
      <noscript>
        <button name="do" value="try">
          {t.sampleLook}
        </button>
      </noscript>
    </Card>
  );
}

function Earning({ c, general, program }: { c: Page; general: General; program: Program }) {
  const t = words(c);
  const { number, money } = c.var.formats;
  const amount = minorOf(general.sampleAmount, program.currency);
  if (amount === null || Number.isNaN(amount)) return <p class="hint">{t.sampleWrong}</p>;
  if (program.earn.rules.length === 0) return <p class="hint">{t.noRules}</p>;
  const quote = quoteEarning(program)(sampleOf(general, amount, program));
  if (quote.isErr()) return <p class="hint">{t.sampleWrong}</p>;
  const { points, cutByProgramCap, rules } = quote.value;
  const { rate } = program.redeem;
  return (
    <>
      <p>
        <strong>{t.earns(money(amount), number(points))}</strong>
      </p>
      {rate !== null && points > 0 && <p>{t.worth(money(Math.floor((points * rate.money) / rate.points)))}</p>}
      <p>{t.because}</p>
      <ul class="told-list">
        {rules.map((rule) => (
          <li>{toldReason(c, rule)}</li>
        ))}
        {cutByProgramCap > 0 && <li>{t.cutAll(number(cutByProgramCap))}</li>}
      </ul>
    </>
  );
}

/** The invoice that is tried, of one piece. */
function sampleOf({ sampleArticle, sampleDay, sampleTime, sampleFirst }: General, amount: number, program: Program) {
  const article = sampleArticle === '' ? {} : { sku: sampleArticle, category: sampleArticle };
  return {
    total: amount,
    currency: program.currency,
    lines: [{ lineId: '1', quantity: '1', net: amount, ...article }],
    soldAt: soldAt(sampleDay, sampleTime, program),
    buyer: { firstPurchase: sampleFirst === 'yes' },
  };
}

const dayMs = 86_400_000;

/** So long after the beginning of the business day as the clock shows; now, where no day is chosen. */
function soldAt(day: string, time: string, program: Program): Date {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return new Date();
  const sinceBeginning = (msOf(time || '12:00') - msOf(program.dayStartsAt) + dayMs) % dayMs;
  return new Date(startOfDate(day as BusinessDate, program) + sinceBeginning);
}

function msOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}

/** What a rule gave or did not give, and why. */
function toldReason(c: Page, { label, points, unmet, multipliers, cutByCap }: RuleExplanation): string {
  const t = words(c);
  const { number, locale } = c.var.formats;
  if (unmet !== null) return t.unmet(isolated(label), toldUnmet(c, unmet));
  const factor = new Intl.NumberFormat(locale);
  return [
    t.gives(isolated(label), number(points)),
    ...multipliers.map(({ label: name, times, per }) => t.times2(isolated(name), factor.format(times / per))),
    ...(cutByCap > 0 ? [t.cut(number(cutByCap))] : []),
  ].join(', ');
}

function toldUnmet(c: Page, unmet: NonNullable<RuleExplanation['unmet']>): string {
  const t = words(c);
  const told: Readonly<Record<string, string>> = {
    'not-started': t.notStarted,
    ended: t.ended,
    weekday: t.weekday,
    hours: t.hours,
    'minimum-spend': t.minimumSpendUnmet,
    'first-purchase': t.firstPurchaseUnmet,
    birthday: t.birthdayUnmet,
    tier: t.tier,
    'nothing-left': t.nothingLeft,
  };
  return told[unmet] ?? t.otherUnmet;
}

/** What must be right before anything can be tried. */
function ToMend({ c, mistakes }: { c: Page; mistakes: FormMistakes }) {
  const told = [...mistakes.fields].map(([name, mistake]) => `${rowTitle(c, name)}${mistake}`);
  return (
    <>
      <p class="hint">{words(c).mistakesFirst}</p>
      <ul class="told-list">
        {[...new Set([...told, ...mistakes.others])].map((mistake) => (
          <li class="error">{mistake}</li>
        ))}
      </ul>
    </>
  );
}

/** Which row of the form a field is in. */
function rowTitle(c: Page, name: string): string {
  const t = formWords(c);
  const [list, index] = name.split('-');
  const titles: Readonly<Record<string, (number: number) => string>> = {
    rules: t.rule,
    multipliers: t.multiplier,
    items: t.item,
  };
  const title = titles[list ?? '']?.(Number(index));
  return title === undefined ? '' : `${title}: `;
}
