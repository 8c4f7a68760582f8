// Keeps Stryker from changing the words that errors say: a test that held each sentence would hold nothing that matters.
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** What is looked at of a node of Babel's syntax tree. */
interface Node {
  readonly type: string;
  readonly key?: { readonly name?: string };
  readonly callee?: { readonly name?: string };
  readonly arguments?: readonly Node[];
  readonly value?: Node;
}

interface Path {
  readonly node: Node;
  readonly parentPath: Path | null;
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

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'prose', {
    shouldIgnore: (path) => (isProse(path as Path) ? 'the words of an error' : undefined),
  }),
];
