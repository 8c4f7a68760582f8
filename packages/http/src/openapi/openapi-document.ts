import { linkParameter } from '../authorizing/member-links.ts';
import type { VerbRoute } from '../routing/verb-routes.ts';
import { describedAnswers } from './described-answers.ts';
import { describedInput } from './described-input.ts';
import { problemSchema, ProblemResponses } from './described-problems.ts';
import { servedSchema, type ServedSchema } from './served-schemas.ts';
import own from '../../package.json' with { type: 'json' };

/** The OpenAPI 3.1 document of a handler's routes, made of the declarations of the verbs. */
export function openapiDocument(
  routes: readonly VerbRoute[],
  known: Readonly<Record<string, ServedSchema>>,
  basePath: string,
): object {
  const problems = new ProblemResponses();
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = (paths[route.pattern] ??= {});
    path[route.method.toLowerCase()] = operation(route, servedSchema(route.verb, known), problems);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Pointbook', version: own.version, description },
    servers: [{ url: basePath === '' ? '/' : basePath }],
    security: [{ token: [] }, { memberLink: [] }, {}],
    tags: [...new Set(routes.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: problemSchema },
      responses: problems.components,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'As the host authorises its staff.' },
        memberLink: { type: 'apiKey', in: 'query', name: linkParameter, description: 'A member’s signed link.' },
      },
    },
  };
}

const description = `Every verb of a ledger of loyalty points.

Points are whole numbers, money is in minor units, dates are texts in ISO 8601. A command that is sent again with the same id answers what it did before and writes nothing.`;

function operation(route: VerbRoute, schema: ServedSchema, problems: ProblemResponses): object {
  const [, first = '', rest = ''] = /^(.*?)(?:\.\s+(.*)|\.?)$/s.exec(schema.summary) ?? [];
  return {
    operationId: route.name.replaceAll('.', '_'),
    tags: [tagOf(route)],
    // Pages show one above the other: what the summary says is not said twice.
    summary: first.replaceAll('\n', ' '),
    description: [rest, schema.remarks].filter(Boolean).join('\n\n'),
    ...describedInput(route, schema),
    responses: { ...describedAnswers(route, schema), ...problems.of(route) },
  };
}

/** The first word of the path: what the verb is about. */
function tagOf({ pattern }: VerbRoute): string {
  return pattern.split('/')[1] ?? '';
}
