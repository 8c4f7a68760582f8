// Keeps Stryker from changing the words that errors say, for a test that held each sentence would hold nothing that
// matters; and from trying more than a sample of the functions, where one is asked for.
import { createHash } from 'node:crypto';
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** What is looked at of a node of Babel's syntax tree. */
interface Node {
  readonly type: string;
  readonly loc?: { readonly start: { readonly line: number; readonly column: number } };
  readonly key?: { readonly name?: string };
  readonly callee?: { readonly name?: string };
  readonly arguments?: readonly Node[];
  readonly value?: Node;
}

interface Path {
  readonly node: Node;
  readonly parentPath: Path | null;
  readonly hub?: { readonly file?: { readonly opts?: { readonly filename?: string } } };
}

const texts = ['StringLiteral', 'TemplateLiteral'];
/** The members of an error that are sentences. */
const sentences = ['message', 'problem', 'fix'];

/** A literal that is the message, the problem or the fix of an error, or that says what an invariant is. */
function isProse({ node, parentPath }: Path): boolean {
  const parent = parentPath?.node;
  if (!parent || !texts.includes(node.type)) return false;
  if (parent.type === 'ObjectProperty') return parent.value === node && sentences.includes(parent.key?.name ?? '');
  return parent.type === 'CallExpression' && parent.callee?.name === 'invariant' && parent.arguments?.[1] === node;
}

/** How many of a hundred functions are tried. */
const percent = Number(process.env['MUTATION_SAMPLE'] ?? 100);

/**
 * A function that is no part of another one, and that the sample leaves out. It is chosen by its place: each run
 * chooses the same.
 */
function isOutsideSample(path: Path): boolean {
  if (percent >= 100 || !isFunction(path) || hasFunctionAround(path)) return false;
  const { line = 0, column = 0 } = path.node.loc?.start ?? {};
  const digest = createHash('sha256').update(
    `${path.hub?.file?.opts?.filename?.replace(/^.*\/src\//, '')} ${line} ${column}`,
  );
  return digest.digest().readUInt32BE() % 100 >= percent;
}

function isFunction({ node }: Path): boolean {
  return /Function|ObjectMethod|ClassMethod/.test(node.type);
}

function hasFunctionAround({ parentPath }: Path): boolean {
  return parentPath !== null && (isFunction(parentPath) || hasFunctionAround(parentPath));
}

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'prose', {
    shouldIgnore: (path) => (isProse(path as Path) ? 'the words of an error' : undefined),
  }),
  declareValuePlugin(PluginKind.Ignore, 'sample', {
    shouldIgnore: (path) => (isOutsideSample(path as Path) ? 'not in the sample' : undefined),
  }),
];
