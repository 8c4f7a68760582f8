// What the comment on a verb's declaration says: words for people, and the input of its example.
import ts from 'typescript';

/** What a comment tells of a verb. */
export interface VerbWords {
  /** What the verb does, in a sentence or a few. */
  readonly summary: string;
  /** What else there is to know: repetitions, concurrent callers, errors. */
  readonly remarks: string;
  /** The input that its example gives it; null where there is none that is plain data. */
  readonly example: object | null;
}

/** The words of a verb, which a ledger's type has at a path. */
export function verbWords(ledger: ts.Type, path: readonly string[], checker: ts.TypeChecker): VerbWords {
  const verb = declarationOf(ledger, path, checker);
  const tag = (name: string) => verb?.getJsDocTags(checker).find((each) => each.name === name)?.text;
  return {
    summary: ts.displayPartsToString(verb?.getDocumentationComment(checker)),
    remarks: ts.displayPartsToString(tag('remarks')),
    example: exampleIn(ts.displayPartsToString(tag('example')), path.at(-1) ?? ''),
  };
}

/** The constant that a verb is declared as: a list of verbs names it, and the type of a ledger is made of the lists. */
function declarationOf(ledger: ts.Type, path: readonly string[], checker: ts.TypeChecker): ts.Symbol | undefined {
  let type = ledger;
  let at: ts.Symbol | undefined;
  for (const name of path) {
    at = checker.getPropertyOfType(type, name);
    if (at === undefined) return undefined;
    type = checker.getTypeOfSymbol(at);
  }
  const declared = at?.declarations?.[0];
  const named =
    declared && ts.isShorthandPropertyAssignment(declared)
      ? checker.getShorthandAssignmentValueSymbol(declared)
      : declared && ts.isPropertyAssignment(declared)
        ? checker.getSymbolAtLocation(declared.initializer)
        : undefined;
  return named && named.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(named) : (named ?? at);
}

/** What a text in Markdown gives to the verb that it calls, as `pointbook.verb({ … })` or as `verb(ports)({ … })`. */
function exampleIn(markdown: string, verb: string): object | null {
  const code = /```ts\n([\s\S]*?)```/.exec(markdown)?.[1] ?? '';
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ESNext, true);
  let found: object | null = null;
  const visit = (node: ts.Node): void => {
    if (found === null && ts.isCallExpression(node) && calls(node.expression, verb)) {
      const [given] = node.arguments;
      const value = given && dataOf(given);
      if (typeof value === 'object') found = value;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function calls(callee: ts.Expression, verb: string): boolean {
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text === verb;
  return ts.isCallExpression(callee) && ts.isIdentifier(callee.expression) && callee.expression.text === verb;
}

/** The data that an expression spells; undefined where it names something that is elsewhere. */
function dataOf(node: ts.Expression): unknown {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken)
    return -Number(dataOf(node.operand));
  if (ts.isNewExpression(node) && node.arguments?.length === 1 && node.expression.getText() === 'Date')
    return instantOf(dataOf(node.arguments[0] as ts.Expression));
  if (ts.isArrayLiteralExpression(node)) return whole(node.elements.map(dataOf));
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const fields = node.properties.map((each) =>
    ts.isPropertyAssignment(each) ? ([each.name.getText(), dataOf(each.initializer)] as const) : undefined,
  );
  const known = whole(fields);
  return known && whole(known.map(([, value]) => value)) && Object.fromEntries(known);
}

/** A list of which everything is known. */
function whole<Item>(items: readonly (Item | undefined)[]): readonly Item[] | undefined {
  return items.includes(undefined) ? undefined : (items as readonly Item[]);
}

function instantOf(text: unknown): string | undefined {
  return typeof text === 'string' ? new Date(text).toISOString() : undefined;
}
