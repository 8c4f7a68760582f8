import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Page } from './env.ts';
import { type Heading, Layout } from './layout.tsx';

export interface PageOptions extends Heading {
  readonly status?: ContentfulStatusCode;
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
