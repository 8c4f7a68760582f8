import { getCookie, setCookie } from 'hono/cookie';
import type { ProgramDefinition } from '@pointbook/core';
import { dailyColumns } from '@pointbook/core/reports';
import { isBusinessDate } from '@pointbook/core/values';
import { type Day, plusDays, today } from '../../shop/dates.ts';
import type { Page } from '../../ui/env.ts';
import { words } from './words.ts';

/** What a day can tell. The day itself is always there. */
export const daysColumns = dailyColumns.filter((column) => column !== 'date');

export type DaysColumn = (typeof daysColumns)[number];

/** Whether the figures of days can be added up: a customer who came on two days is one customer. */
export function isSum(column: DaysColumn): boolean {
  return column !== 'members';
}

/** Where a browser keeps the columns that its reader has chosen last. */
const cookie = 'days-columns';
const usual: readonly DaysColumn[] = ['earned', 'redeemed', 'adjusted', 'expired', 'net', 'members'];
/** As many as a page shows. */
const maxDays = 366;

/** Which days are asked for, with which columns, and what is wrong with that. */
export interface DaysAsked {
  readonly from: Day;
  readonly to: Day;
  readonly columns: readonly DaysColumn[];
  /** Whether it is a range of days, however many. */
  readonly isRange: boolean;
  readonly errors: { readonly from?: string; readonly to?: string; readonly columns?: string };
}

/** Reads what the form of the days asks for, and remembers the columns. */
export function askedDays(c: Page, program: ProgramDefinition): DaysAsked {
  const t = words(c);
  const now = today(program);
  const [from, to] = [c.req.query('from') ?? plusDays(now, -29), c.req.query('to') ?? now];
  const isForm = c.req.query('chosen') !== undefined;
  const columns = columnsIn(isForm ? (c.req.queries('column') ?? []) : getCookie(c, cookie)?.split('.'));
  if (isForm && columns.length > 0)
    setCookie(c, cookie, columns.join('.'), {
      path: '/reports',
      sameSite: 'Lax',
      httpOnly: true,
      maxAge: 31_536_000,
    });
  const wrong = { ...(!isBusinessDate(from) && { from: t.dayWrong }), ...(!isBusinessDate(to) && { to: t.dayWrong }) };
  const areDays = isBusinessDate(from) && isBusinessDate(to);
  const isRange = areDays && from <= to;
  const errors = {
    ...wrong,
    ...(areDays && !isRange && { to: t.daysTurned }),
    ...(isRange && to >= plusDays(from, maxDays) && { from: t.tooManyDays(c.var.formats.number(maxDays)) }),
    ...(isForm && columns.length === 0 && { columns: t.columnsMissing }),
  };
  return { from, to, columns: !isForm && columns.length === 0 ? usual : columns, isRange, errors };
}

/** The columns that are known, in their usual order. */
function columnsIn(names: readonly string[] = []): readonly DaysColumn[] {
  return daysColumns.filter((column) => names.includes(column));
}
