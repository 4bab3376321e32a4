/** Defects that a machine plants: small changes of a source, each by itself. */
import ts from 'typescript';

export interface Mutant {
  /** The file, as it is reached from the folder of all. */
  readonly file: string;
  readonly line: number;
  /** What stood there, and what stands there now. */
  readonly was: string;
  readonly is: string;
  /** The whole file with the change in it. */
  readonly text: string;
}

interface Change {
  readonly node: ts.Node;
  readonly is: string;
}

const { SyntaxKind } = ts;

/** Operators and what takes their place. */
const exchanged: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [SyntaxKind.LessThanToken, '<='],
  [SyntaxKind.LessThanEqualsToken, '<'],
  [SyntaxKind.GreaterThanToken, '>='],
  [SyntaxKind.GreaterThanEqualsToken, '>'],
  [SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [SyntaxKind.AmpersandAmpersandToken, '||'],
  [SyntaxKind.BarBarToken, '&&'],
  [SyntaxKind.PlusToken, '-'],
  [SyntaxKind.MinusToken, '+'],
]);

/** Methods of lists and what takes their place. */
const methods: ReadonlyMap<string, string> = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['toLowerCase', 'toUpperCase'],
  ['trim', 'toString'],
]);

/** All mutants of a source. */
export function mutantsOf(file: string, text: string): readonly Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const changes: Change[] = [];
  const visit = (node: ts.Node): void => {
    // Types change no answer.
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isImportDeclaration(node)) return;
    changes.push(...changesOf(node, source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return changes.map(({ node, is }) => {
    const [start, end] = [node.getStart(source), node.getEnd()];
    return {
      file,
      line: source.getLineAndCharacterOfPosition(start).line + 1,
      was: text.slice(start, end),
      is,
      text: text.slice(0, start) + is + text.slice(end),
    };
  });
}

function changesOf(node: ts.Node, source: ts.SourceFile): readonly Change[] {
  const textOf = (one: ts.Node): string => one.getText(source);
  if (ts.isBinaryExpression(node)) {
    const other = exchanged.get(node.operatorToken.kind);
    return other === undefined ? [] : [{ node: node.operatorToken, is: other }];
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken)
    return [{ node, is: textOf(node.operand) }];
  if (ts.isIfStatement(node)) return [{ node: node.expression, is: `!(${textOf(node.expression)})` }];
  if (ts.isConditionalExpression(node))
    return [
      { node, is: `(${textOf(node.whenTrue)})` },
      { node, is: `(${textOf(node.whenFalse)})` },
    ];
  if (ts.isNumericLiteral(node)) return [{ node, is: String(Number(node.text) + 1) }];
  if (node.kind === SyntaxKind.TrueKeyword) return [{ node, is: 'false' }];
  if (node.kind === SyntaxKind.FalseKeyword) return [{ node, is: 'true' }];
  if (ts.isExpressionStatement(node)) return [{ node, is: ';' }];
  if (ts.isObjectLiteralExpression(node)) return node.properties.map((one) => without(one, node, source));
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { name, expression } = node.expression;
    if (name.text === 'filter') return [{ node, is: textOf(expression) }];
    const other = methods.get(name.text);
    return other === undefined ? [] : [{ node: name, is: other }];
  }
  if (ts.isPropertyAssignment(node) && isField(node.initializer)) return swapped(node, source);
  return [];
}

/** An object without one of its members. */
function without(one: ts.Node, object: ts.ObjectLiteralExpression, source: ts.SourceFile): Change {
  const others = object.properties.filter((other) => other !== one).map((other) => other.getText(source));
  return { node: object, is: `{ ${others.join(', ')} }` };
}

function isField(value: ts.Expression): value is ts.PropertyAccessExpression {
  return ts.isPropertyAccessExpression(value);
}

/** A member that takes the value of the next one, where both take fields of the same thing. */
function swapped(node: ts.PropertyAssignment, source: ts.SourceFile): readonly Change[] {
  const { parent, initializer } = node;
  const next = parent.properties[parent.properties.indexOf(node) + 1];
  if (next === undefined || !ts.isPropertyAssignment(next) || !isField(next.initializer)) return [];
  if (!isField(initializer)) return [];
  const isOfOne = initializer.expression.getText(source) === next.initializer.expression.getText(source);
  return isOfOne ? [{ node: initializer, is: next.initializer.getText(source) }] : [];
}
