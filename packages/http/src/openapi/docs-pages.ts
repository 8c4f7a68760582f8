import type * as Files from 'node:fs/promises';
import type * as Modules from 'node:module';
import type * as Paths from 'node:path';
import { nodeModule } from '../runtime/node-module.ts';
import type { OwnPage } from '../routing/own-page.ts';

/** Scalar's page on the OpenAPI document, and its script: both come from this handler alone. */
export function docsPages(basePath: string): readonly OwnPage[] {
  return [
    { route: 'GET /docs', answer: () => new Response(pageOf(basePath), { headers: pageHeaders }) },
    { route: 'GET /docs/page.js', answer: () => new Response(pageScript(basePath), { headers: scriptHeaders }) },
    {
      route: 'GET /docs/scalar.js',
      async answer() {
        const script = await scalarScript();
        return script === null
          ? new Response(missingScript, { headers: scriptHeaders })
          : new Response(script, { headers: { ...scriptHeaders, 'cache-control': 'max-age=86400' } });
      },
    },
  ];
}

/** The page may run these scripts and ask this site, and nothing else. Scalar sets styles on its elements. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const pageHeaders = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
const scriptHeaders = { 'content-type': 'text/javascript; charset=utf-8' };

/**
 * Until the script is there, the page is as dark as the reader wants it, and says what it waits for. It asks for no
 * icon.
 */
function pageOf(basePath: string): string {
  const path = encodeURI(basePath);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="data:,">
    <title>Pointbook over HTTP</title>
  </head>
  <body>
    <div id="docs">The script of this page is several megabytes large, and is being loaded.</div>
    <noscript>The routes are described in <a href="${path}/openapi.json">openapi.json</a>.</noscript>
    <script src="${path}/docs/scalar.js"></script>
    <script src="${path}/docs/page.js"></script>
  </body>
</html>
`;
}

/** Scalar's own server, fonts and statistics are elsewhere: the page does without. */
function pageScript(basePath: string): string {
  const options = {
    url: `${encodeURI(basePath)}/openapi.json`,
    withDefaultFonts: false,
    telemetry: false,
    hideClientButton: true,
    agent: { disabled: true },
    mcp: { disabled: true },
    showDeveloperTools: 'never',
  };
  return `if (globalThis.Scalar) Scalar.createApiReference('#docs', ${JSON.stringify(options)});\n`;
}

const missingScript = `document.querySelector('#docs').textContent =
  'The server does not have the package @scalar/api-reference, which shows this page. The routes are described in openapi.json.';
`;

/** Scalar's script, with all that it needs; null where the host has not installed it, or the runtime has no files. */
async function scalarScript(): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const [{ createRequire }, { readFile }, { dirname, join }] = await Promise.all([
      nodeModule<typeof Modules>('node:module') ?? import('node:module'),
      nodeModule<typeof Files>('node:fs/promises') ?? import('node:fs/promises'),
      nodeModule<typeof Paths>('node:path') ?? import('node:path'),
    ]);
    const from = typeof __filename === 'string' ? __filename : import.meta.url;
    const entry = createRequire(from).resolve('@scalar/api-reference');
    return new Uint8Array(await readFile(join(dirname(entry), 'browser', 'standalone.js')));
  } catch {
    return null;
  }
}
