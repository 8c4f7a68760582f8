import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { csrf } from 'hono/csrf';
import { secureHeaders } from 'hono/secure-headers';
import { areas } from './areas.ts';
import { readAsset } from './assets.ts';
import { faultPage, notFoundPage } from './errors.tsx';
import type { Office } from './office.ts';
import { myPages } from './pages/my/pages.ts';
import { guard, needs, reader } from './staff/guard.tsx';
import { signInPages } from './staff/sign-in.tsx';
import type { Env } from './ui/env.ts';
import { uploadPath } from './ui/read-upload.ts';

/** Forms are small. Only the one that brings a file is not, and its page reads it as it comes. */
const maxFormBytes = 100_000;

/** The pages of the back office as one Fetch handler. */
export function createApp(office: Office): Hono<Env> {
  const app = new Hono<Env>();
  app.use(compress());
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
      // The example is served without TLS on one machine.
      strictTransportSecurity: false,
    }),
  );
  // No page here: how somebody reads is not known yet.
  app.get('/assets/:version/:name', (c) => readAsset(c.req.param('name')) ?? c.body(null, 404));
  app.use(csrf());
  const smallForms = bodyLimit({ maxSize: maxFormBytes });
  app.use(async (c, next) => (c.req.path === uploadPath ? next() : smallForms(c, next)));
  app.use(reader(office));
  app.route('/my', myPages(office));
  app.use(guard(office, areas));
  app.route('/', signInPages(office));
  for (const area of areas) {
    const pages = new Hono<Env>();
    pages.use(needs(area.role));
    pages.route('/', area.pages(office));
    app.route(area.path, pages);
  }
  app.notFound(notFoundPage);
  app.onError(faultPage);
  return app;
}
