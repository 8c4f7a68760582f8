import type { Hono } from 'hono';
import type { Office } from './office.ts';
import { customersArea } from './pages/customers/area.ts';
import { homeArea } from './pages/home/area.tsx';
import type { Role } from './staff/roles.ts';
import type { IconName } from './ui/icons.tsx';
import type { Env, Page } from './ui/page.tsx';

/** A part of the back office: its pages, who may see them, and its place in the menu. */
export interface Area {
  /** What the addresses of all its pages begin with. */
  readonly path: string;
  /** The least role that may see it. */
  readonly role: Role;
  readonly icon: IconName;
  /** Its name in the menu; null where it is not there. */
  readonly label: ((c: Page) => string) | null;
  pages(office: Office): Hono<Env>;
}

/** All areas, in the order of the menu. */
export const areas: readonly Area[] = [homeArea, customersArea];
