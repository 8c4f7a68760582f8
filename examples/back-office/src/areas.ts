import type { Area } from './area.ts';
import { customersArea } from './pages/customers/area.ts';
import { homeArea } from './pages/home/area.tsx';

/** All areas, in the order of the menu. */
export const areas: readonly Area[] = [homeArea, customersArea];
