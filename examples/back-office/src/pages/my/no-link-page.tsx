import type { Page } from '../../ui/env.ts';
import { show } from '../../ui/page.tsx';
import { words } from './words.ts';

/** Answers a link that opens nothing. */
export function noLinkPage(c: Page): Response | Promise<Response> {
  const t = words(c);
  return show(c, { title: t.noLink, status: 404 }, <p>{t.noLinkText}</p>);
}
