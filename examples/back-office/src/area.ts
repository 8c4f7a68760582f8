import type { Hono } from 'hono';
import type { Office } from './office.ts';
import type { Role } from './staff/roles.ts';
import type { Env, Page } from './ui/env.ts';
import type { IconName } from './ui/icons.tsx';

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
