import type { Context } from 'hono';
import type { Staff } from '../staff/staff-book.ts';
import type { Formats } from './formats.ts';
import type { IconName } from './icons.tsx';

export type Language = 'en' | 'id';

/** A way to a part of the back office. */
export interface MenuItem {
  readonly path: string;
  readonly icon: IconName;
  readonly label: string;
}

/** What every page knows of its reader. */
export interface Env {
  readonly Variables: {
    language: Language;
    formats: Formats;
    /** Where the reader may go. */
    menu: readonly MenuItem[];
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
