import { Hono } from 'hono';
import type { Area } from '../../area.ts';
import type { Env } from '../../ui/env.ts';
import { columnsPage, matchColumns } from './columns-page.tsx';
import { dryRunPage } from './dry-run-page.tsx';
import { receiveFile } from './receive-file.ts';
import { rejectedFile } from './rejected-file.ts';
import { startImport } from './start-import.ts';
import { startPage } from './start-page.tsx';
import { words } from './words.ts';

/** Files from other apps: brought, matched by their columns, tried out, and imported. */
export const importsArea: Area = {
  path: '/imports',
  role: 'manager',
  icon: 'imports',
  label: (c) => words(c).title,
  pages(office) {
    const pages = new Hono<Env>();
    pages.get('/', (c) => startPage(c, office));
    pages.post('/', (c) => receiveFile(c, office));
    pages.get('/rejected/:jobId', (c) => rejectedFile(c, office));
    pages.get('/:fileId', (c) => columnsPage(c, office));
    pages.post('/:fileId', (c) => matchColumns(c, office));
    pages.get('/:fileId/dry-run', (c) => dryRunPage(c, office));
    pages.post('/:fileId/dry-run', (c) => startImport(c, office));
    return pages;
  },
};
