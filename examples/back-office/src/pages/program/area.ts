import { Hono } from 'hono';
import type { Area } from '../../area.ts';
import type { Env } from '../../ui/env.ts';
import { beginDraft, changeDraft, compareDraft, discardDraft } from './change-draft.ts';
import { changesPage } from './changes-page.tsx';
import { draftPage } from './draft-page.tsx';
import { overviewPage, versionPage } from './overview-page.tsx';
import { publishDraft } from './publish.ts';
import { words } from './words.ts';

/** The rules: how points are earned, end and are used. A change is a draft until it is published. */
export const programArea: Area = {
  path: '/program',
  role: 'owner',
  icon: 'program',
  label: (c) => words(c).title,
  pages(office) {
    const pages = new Hono<Env>();
    pages.get('/', (c) => overviewPage(c, office));
    pages.get('/versions/:number', (c) => versionPage(c, office));
    pages.post('/drafts', (c) => beginDraft(c, office));
    pages.get('/drafts/:draftId', (c) => draftPage(c, office));
    pages.post('/drafts/:draftId', (c) => changeDraft(c, office));
    pages.get('/drafts/:draftId/changes', (c) => changesPage(c, office));
    pages.post('/drafts/:draftId/comparison', (c) => compareDraft(c, office));
    pages.post('/drafts/:draftId/publication', (c) => publishDraft(c, office));
    pages.post('/drafts/:draftId/discard', (c) => discardDraft(c, office));
    return pages;
  },
};
