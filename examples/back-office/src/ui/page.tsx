import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Staff } from '../staff/staff-book.ts';
import type { Formats } from './formats.ts';
import { Layout } from './layout.tsx';
import type { Language } from './words.ts';

/** What every page knows of its reader. */
export interface Env {
  readonly Variables: {
    language: Language;
    formats: Formats;
    /** Null on the pages that one sees without signing in. */
    staff: Staff | null;
    /** What the forms of the session must bring. */
    csrf: string;
    /** What came of the last form, to be told once. */
    told: string | null;
    /** Tells the next page of the session what came of this form. */
    tell: (message: string) => void;
  };
}

/** A request for a page, and its answer. */
export type Page = Context<Env>;

export interface PageOptions {
  readonly title: string;
  readonly status?: ContentfulStatusCode;
  /** Where a page stands below another one: the way back. */
  readonly back?: { readonly href: string; readonly label: string };
  /** Buttons beside the title. */
  readonly actions?: Child;
}

/** Answers a page. */
export function show(c: Page, { status = 200, ...options }: PageOptions, body: Child): Response | Promise<Response> {
  const page = (
    <Layout c={c} {...options}>
      {body}
    </Layout>
  );
  return c.html(html`<!doctype html>${page}`, status);
}

/** Answers a form that was carried out: the page to read next, and what it tells once. */
export function done(c: Page, href: string, message: string): Response {
  c.var.tell(message);
  return c.redirect(href, 303);
}
