// JSON Schemas of what every verb is given and answers: limits from the shapes, words from the comments, answers and
// the kinds of errors from the types.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createFormatter,
  createParser,
  createProgram,
  SchemaGenerator,
  StringType,
  type CompletedConfig,
  DEFAULT_CONFIG,
  type SubNodeParser,
} from 'ts-json-schema-generator';
import type { VerbDescription } from '@pointbook/core/plugin';
import ts from 'typescript';
import { type VerbWords, verbWords } from './verb-words.ts';
import { cache, root } from './workspace.ts';

/** A JSON Schema. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The type of a ledger: what it imports, and its text. */
export interface LedgerType {
  readonly imports: readonly string[];
  readonly type: string;
}

/** What is known of a verb. */
export interface VerbSchema extends VerbWords {
  readonly input: JsonSchema;
  readonly answer: JsonSchema;
  /** The kinds of its errors, as its type has them. */
  readonly failures: readonly string[];
}

/** Types of inputs and answers are named in these modules. */
const modules = ['', '/plugin', '/clock', '/codes', '/jobs', '/reports', '/verify'].map(
  (entry) => `@pointbook/core${entry}`,
);

/** The schemas of all verbs of a ledger, by the verb's path with dots. */
export function verbSchemas(
  verbs: readonly VerbDescription[],
  ledger: LedgerType,
): Readonly<Record<string, VerbSchema>> {
  const { answers, inputs, failures, promised, whole, checker } = typesOf(verbs, ledger);
  const schemas = schemasOf(answers);
  return Object.fromEntries(
    verbs.map((verb) => {
      const name = aliasOf(verb);
      const input = withWords(jsonOf(verb), inputs.get(`${name}Input`), checker);
      const answer = withoutFields(schemas[`${name}Answer`] ?? {}, promised.get(`${name}Answer`) ?? []);
      const words = verbWords(whole, verb.path, checker);
      return [verb.path.join('.'), { ...words, input, answer, failures: failures.get(`${name}Failure`) ?? [] }];
    }),
  );
}

/** The schema of an object without some of its fields. */
function withoutFields(schema: JsonSchema, names: readonly string[]): JsonSchema {
  if (names.length === 0) return schema;
  const properties = Object.entries(schema['properties'] as object).filter(([name]) => !names.includes(name));
  const required = (schema['required'] as readonly string[]).filter((name) => !names.includes(name));
  return { ...schema, properties: Object.fromEntries(properties), required };
}

function aliasOf({ path }: VerbDescription): string {
  return path.join('_');
}

function jsonOf({ input: { schema } }: VerbDescription): JsonSchema {
  return (schema as { readonly json?: JsonSchema }).json ?? {};
}

/**
 * The limits of a shape with the comments on its fields, at every depth; a field of a mapped type has the comment of
 * its source.
 */
function withWords(limits: JsonSchema, type: ts.Type | undefined, checker: ts.TypeChecker): JsonSchema {
  const given = type && checker.getNonNullableType(type);
  const properties = limits['properties'] as Readonly<Record<string, JsonSchema>> | undefined;
  if (properties) {
    const named = Object.entries(properties).map(([name, each]) => {
      const field = given && checker.getPropertyOfType(given, name);
      const words = ts.displayPartsToString(field?.getDocumentationComment(checker));
      const inner = withWords(each ?? {}, field && checker.getTypeOfSymbol(field), checker);
      return [name, words === '' ? inner : { ...inner, description: withLimit(words, inner['description']) }];
    });
    return { ...limits, properties: Object.fromEntries(named) };
  }
  const items = limits['items'] as JsonSchema | undefined;
  const item = given && checker.getIndexTypeOfType(given, ts.IndexKind.Number);
  return items ? { ...limits, items: withWords(items, item, checker) } : limits;
}

/**
 * The comment on a field, and what its shape says of it beside its limits: how many bytes an id has, where the comment
 * does not.
 */
function withLimit(words: string, limit: unknown): string {
  return typeof limit !== 'string' || / bytes\b/.test(words) ? words : `${words} ${limit}`;
}

interface VerbTypes {
  readonly answers: ReadonlyMap<string, string>;
  readonly inputs: ReadonlyMap<string, ts.Type>;
  readonly failures: ReadonlyMap<string, readonly string[]>;
  /** The fields of answers that are promises: they are for the host alone, and no part of what can be written down. */
  readonly promised: ReadonlyMap<string, readonly string[]>;
  /** The type of the ledger. */
  readonly whole: ts.Type;
  readonly checker: ts.TypeChecker;
}

/**
 * The types of inputs, by `<verb>Input`, of answers as text, by `<verb>Answer`, and the kinds of errors, by
 * `<verb>Failure`.
 */
function typesOf(verbs: readonly VerbDescription[], { imports, type: ledger }: LedgerType): VerbTypes {
  const aliases = verbs.flatMap((verb) => {
    const of = `Ledger${verb.path.map((name) => `['${name}']`).join('')}`;
    const name = aliasOf(verb);
    return [
      `export type ${name}Input = InputOf<${of}>;`,
      `export type ${name}Answer = AnswerOf<${of}>;`,
      `export type ${name}Failure = FailureOf<${of}>;`,
    ];
  });
  const file = write('verb-types.ts', [
    "import type { Result, ResultAsync } from 'neverthrow';",
    ...imports,
    `export type Ledger = ${ledger};`,
    'type InputOf<Verb> = Verb extends (input: infer Input) => unknown ? NonNullable<Input> : never;',
    'type AnswerOf<Verb> = Verb extends (input: never) => infer Answer ? Held<Answer> : never;',
    'type Held<Answer> = Answer extends ResultAsync<infer Value, unknown> | Result<infer Value, unknown> ? Value',
    '  : Answer extends AsyncIterable<Result<infer Part, unknown>> ? Part : never;',
    'type FailureOf<Verb> = Verb extends (input: never) => infer Answer ? KindOf<ErrorOf<Answer>> : never;',
    'type KindOf<Failure> = Failure extends { readonly kind: infer Kind } ? Kind : never;',
    'type ErrorOf<Answer> = Answer extends ResultAsync<unknown, infer Failure> | Result<unknown, infer Failure> ? Failure',
    '  : Answer extends AsyncIterable<Result<unknown, infer Failure>> ? Failure : never;',
    ...aliases,
  ]);
  const { checker, source } = compile(file);
  const answers = new Map<string, string>();
  const inputs = new Map<string, ts.Type>();
  const failures = new Map<string, readonly string[]>();
  const promised = new Map<string, readonly string[]>();
  let whole = checker.getAnyType();
  for (const statement of source.statements) {
    if (!ts.isTypeAliasDeclaration(statement)) continue;
    const { name } = statement;
    const type = checker.getTypeAtLocation(name);
    if (name.text === 'Ledger') whole = type;
    if (name.text.endsWith('Input')) inputs.set(name.text, type);
    if (name.text.endsWith('Failure')) failures.set(name.text, textsIn(type));
    if (!name.text.endsWith('Answer')) continue;
    const isPromise = (field: ts.Symbol) => checker.getTypeOfSymbol(field).symbol?.name === 'Promise';
    promised.set(
      name.text,
      checker
        .getPropertiesOfType(type)
        .filter(isPromise)
        .map((field) => field.name),
    );
    answers.set(
      name.text,
      checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias),
    );
  }
  return { answers, inputs, failures, promised, whole, checker };
}

/** The texts of a union of texts. */
function textsIn(type: ts.Type): readonly string[] {
  const texts = type.isUnion() ? type.types : [type];
  return texts.flatMap((each) => (each.isStringLiteral() ? [each.value] : [])).toSorted();
}

/** Schemas of printed types, each name taken from the module that exports it. */
function schemasOf(types: ReadonlyMap<string, string>): Readonly<Record<string, JsonSchema>> {
  const probe = write(
    'verb-modules.ts',
    modules.map((module, index) => `export * as m${index} from '${module}';`),
  );
  const { checker, source } = compile(probe);
  const exported = new Map<string, string>();
  for (const statement of source.statements)
    if (ts.isExportDeclaration(statement) && statement.moduleSpecifier) {
      const symbol = checker.getSymbolAtLocation(statement.moduleSpecifier);
      const from = (statement.moduleSpecifier as ts.StringLiteral).text;
      for (const { name } of symbol ? checker.getExportsOfModule(symbol) : [])
        if (!exported.has(name)) exported.set(name, from);
    }
  const used = new Set([...types.values()].flatMap((type) => type.match(/\b[A-Z]\w+\b/g) ?? []));
  const imports = [...used].flatMap((name) =>
    exported.has(name) ? [`import type { ${name} } from '${exported.get(name)}';`] : [],
  );
  const path = write('verb-schemas.ts', [
    ...imports,
    ...[...types].map(([name, type]) => `export type ${name} = ${type};`),
  ]);
  const config: CompletedConfig = {
    ...DEFAULT_CONFIG,
    path,
    tsconfig: join(root, 'tsconfig.json'),
    skipTypeCheck: true,
    expose: 'none',
    topRef: false,
    additionalProperties: false,
  };
  const program = createProgram(config);
  const parser = createParser(program, config, (chain) => chain.addNodeParser(wordsOfParts));
  const generator = new SchemaGenerator(program, parser, createFormatter(config), config);
  return Object.fromEntries([...types.keys()].map((name) => [name, generator.createSchema(name) as JsonSchema]));
}

/** Words that parts bring, such as the names of conditions: a host's parts bring others, so any text is one. */
const wordsOfParts: SubNodeParser = {
  supportsNode: (node) => ts.isIndexedAccessTypeNode(node) && /^\(?typeof /.test(node.getText()),
  createType: () => new StringType(),
};

function write(name: string, lines: readonly string[]): string {
  const folder = join(cache, 'verb-schemas');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

function compile(file: string): { readonly checker: ts.TypeChecker; readonly source: ts.SourceFile } {
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(
    { ...(config.config as object), include: [], files: [file] },
    ts.sys,
    root,
  );
  const program = ts.createProgram([file], options);
  const source = program.getSourceFile(file);
  if (source === undefined) throw new Error(`${file} could not be read.`);
  return { checker: program.getTypeChecker(), source };
}
