import type { PropsWithChildren } from 'hono/jsx';

/** What the cards are printed on: a card each, or sheets that are cut. */
export const papers = ['sheet', 'card'] as const;

export type Paper = (typeof papers)[number];

/** The paper that an address names. */
export function paperIn(text: string | undefined): Paper {
  return papers.find((paper) => paper === text) ?? 'sheet';
}

/** What is printed, and nothing else of its page: `app.css` says how large a page is and how much fits on one. */
export function OnPaper({ paper, children }: PropsWithChildren<{ readonly paper: Paper }>) {
  return <div class={`paper on-${paper}`}>{children}</div>;
}
