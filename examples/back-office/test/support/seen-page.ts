import type { Page } from 'playwright-core';
import type { Who } from './sign-in.ts';

/** A page as somebody sees it: what is looked at by the eye, and by axe. */
export interface SeenPage {
  readonly name: string;
  /** Where it has the number of a customer in braces, the token of that customer's link stands. */
  readonly path: string;
  /** Null for someone who has not signed in. */
  readonly who: Who | null;
  /** What one does there before it is what is looked at. */
  readonly reach?: (page: Page, passes: (minutes: number) => void) => Promise<void>;
}
