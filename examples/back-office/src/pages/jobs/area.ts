import { Hono } from 'hono';
import type { Area } from '../../area.ts';
import type { Env } from '../../ui/env.ts';
import { bulkForm, planBulk } from './bulk-form.tsx';
import { bulkPreview, startBulk } from './bulk-preview.tsx';
import { jobPage } from './job-page.tsx';
import { listPage } from './list-page.tsx';
import { resume, stop } from './stop-and-resume.ts';
import { undo, undoPage } from './undo-page.tsx';
import { words } from './words.ts';

/** What was done to many customers at once, and doing so. */
export const jobsArea: Area = {
  path: '/jobs',
  role: 'manager',
  icon: 'jobs',
  label: (c) => words(c).title,
  pages(office) {
    const pages = new Hono<Env>();
    pages.get('/', (c) => listPage(c, office));
    pages.get('/bulk', (c) => bulkForm(c, office));
    pages.post('/bulk', (c) => planBulk(c, office));
    pages.get('/bulk/:planId', (c) => bulkPreview(c, office));
    pages.post('/bulk/:planId', (c) => startBulk(c, office));
    pages.get('/:jobId', (c) => jobPage(c, office));
    pages.post('/:jobId/stop', (c) => stop(c, office));
    pages.post('/:jobId/resume', (c) => resume(c, office));
    pages.get('/:jobId/undo', (c) => undoPage(c, office));
    pages.post('/:jobId/undo', (c) => undo(c, office));
    return pages;
  },
};
