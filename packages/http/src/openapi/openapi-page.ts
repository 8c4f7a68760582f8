import type { OwnPage } from '../routing/own-page.ts';
import type { VerbRoute } from '../routing/verb-routes.ts';
import { openapiDocument } from './openapi-document.ts';
import { servedSchemas } from './served-schemas.ts';

/** The page that answers the OpenAPI document. It is made once, when it is first asked for. */
export function openapiPage(routes: readonly VerbRoute[], basePath: string): OwnPage {
  let text: Promise<string> | null = null;
  const made = async () => JSON.stringify(openapiDocument(routes, await servedSchemas(), basePath));
  return {
    route: 'GET /openapi.json',
    async answer() {
      text ??= made();
      return new Response(await text, { headers: { 'content-type': 'application/json; charset=utf-8' } });
    },
  };
}
