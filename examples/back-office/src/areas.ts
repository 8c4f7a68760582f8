import type { Area } from './area.ts';
import { cardsArea } from './pages/cards/area.ts';
import { customersArea } from './pages/customers/area.ts';
import { homeArea } from './pages/home/area.ts';
import { importsArea } from './pages/imports/area.ts';
import { inboxArea } from './pages/inbox/area.ts';
import { jobsArea } from './pages/jobs/area.ts';
import { programArea } from './pages/program/area.ts';
import { reportsArea } from './pages/reports/area.ts';
import { salesArea } from './pages/sales/area.ts';
import { tillArea } from './pages/till/area.ts';

/** All areas, in the order of the menu. */
export const areas: readonly Area[] = [
  homeArea,
  tillArea,
  salesArea,
  customersArea,
  cardsArea,
  importsArea,
  jobsArea,
  reportsArea,
  programArea,
  inboxArea,
];
