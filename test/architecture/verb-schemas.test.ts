import { codes } from '@pointbook/core/codes';
import { jobs } from '@pointbook/core/jobs';
import { ledgerVerbs, quotingVerbs, readingVerbs } from '@pointbook/core/plugin';
import { reports } from '@pointbook/core/reports';
import { describe, expect, test } from 'vitest';
import { type JsonSchema, verbSchemas } from '../../scripts/verb-schemas.ts';

const from = '@pointbook/core/plugin';
const schemas = verbSchemas({
  ledgerVerbs: { from, isValue: true, verbs: ledgerVerbs },
  readingVerbs: { from, isValue: true, verbs: readingVerbs },
  quotingVerbs: { from, isValue: true, verbs: quotingVerbs },
  JobVerbs: { from: '@pointbook/core/jobs', verbs: jobs().verbs },
  CodeVerbs: { from: '@pointbook/core/codes', verbs: withoutNameSpaces(codes().verbs) },
  ReportVerbs: { from: '@pointbook/core/reports', verbs: reports().verbs },
});

/** The verbs of a list, but for those in name spaces of it: they take what the verbs of the same name take. */
function withoutNameSpaces(verbs: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(verbs).filter(([, verb]) => typeof verb === 'function'));
}

/** The paths of properties in a schema, with what each is. */
function propertiesOf(schema: JsonSchema, path: string): [path: string, property: JsonSchema][] {
  const properties = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>);
  const items = schema['items'] as JsonSchema | undefined;
  return [
    ...properties.flatMap(([name, each]): [string, JsonSchema][] => [
      [`${path}.${name}`, each ?? {}],
      ...propertiesOf(each ?? {}, `${path}.${name}`),
    ]),
    ...(items ? propertiesOf(items, `${path}[]`) : []),
  ];
}

describe.each(Object.entries(schemas))('The schemas of %s', (verb, { input, answer }) => {
  test('say what each field of the input may be, and what it means', () => {
    for (const [path, property] of propertiesOf(input, verb)) {
      const limits = Object.keys(property).filter((key) => key !== 'description');
      expect(limits, `${path} has limits`).not.toEqual([]);
      expect(property['description'], `${path} has a comment`).toBeTruthy();
    }
    expect(input).toMatchObject({ type: 'object', additionalProperties: false });
  });

  test('say what the answer is', () => {
    expect(Object.keys(answer).filter((key) => key !== '$schema')).not.toEqual([]);
    // The schema of `never`: the type of the answer was not found.
    expect(answer).not.toHaveProperty('not');
  });
});
