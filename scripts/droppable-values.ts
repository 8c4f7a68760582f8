import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';
import ts from 'typescript';

/**
 * Lets a host's bundler drop what the host does not use of a package.
 *
 * A bundler drops each file of which nothing is used, since our packages say that they have no side effects. A build
 * makes one file of many, and of a file that is used in part a bundler keeps every value that a call made, as it cannot
 * know what the call does: each verb, each shape, each kind of record. So the build marks what makes the values of a
 * module as pure.
 */
export const droppableValues: Plugin = {
  name: 'droppable-values',
  setup(build) {
    build.onLoad({ filter: /[/\\]packages[/\\][^/\\]+[/\\]src[/\\].+\.ts$/ }, ({ path }) => ({
      contents: withDroppableValues(readFileSync(path, 'utf8')),
      loader: 'ts',
    }));
  },
};

/**
 * The text of a module in which each value that is more than written down is made by a function that is marked as pure.
 * No line moves.
 */
export function withDroppableValues(text: string): string {
  const { statements } = ts.createSourceFile('module.ts', text, ts.ScriptTarget.Latest);
  let done = '';
  let from = 0;
  for (const { pos, end } of statements.flatMap(valuesMadeBy)) {
    done += `${text.slice(from, pos)} /* @__PURE__ */ (() => (${text.slice(pos, end)}))()`;
    from = end;
  }
  return done + text.slice(from);
}

function valuesMadeBy(statement: ts.Statement): readonly ts.Expression[] {
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
    ts.isIdentifier(name) && initializer !== undefined && doesSomething(initializer) ? [initializer] : [],
  );
}

/** Whether an expression calls, reads or spreads anything when the module is loaded. */
function doesSomething(node: ts.Node): boolean {
  return (
    !ts.isFunctionLike(node) &&
    (deeds.has(node.kind) || ts.forEachChild(node, (child) => doesSomething(child) || undefined) === true)
  );
}

const deeds: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.NewExpression,
  ts.SyntaxKind.TaggedTemplateExpression,
  ts.SyntaxKind.PropertyAccessExpression,
  ts.SyntaxKind.ElementAccessExpression,
  ts.SyntaxKind.SpreadAssignment,
  ts.SyntaxKind.SpreadElement,
  ts.SyntaxKind.ComputedPropertyName,
]);
