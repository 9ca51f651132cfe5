import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const packages = resolve(import.meta.dirname, '../../packages');

const parse = (path: string): ts.SourceFile =>
  ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;

/** Docstrings of the types, classes, functions and objects that a file declares, by name. Plain constants need no example. */
const docstringsIn = (path: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  const enter = (name: ts.Node | undefined, statement: ts.Statement): void => {
    if (name !== undefined)
      found.set(
        name.getText(),
        ts
          .getJSDocCommentsAndTags(statement)
          .map((doc) => doc.getText())
          .join('\n'),
      );
  };
  for (const statement of parse(path).statements) {
    if (!isExported(statement)) continue;
    if (ts.isVariableStatement(statement)) {
      const [declaration] = statement.declarationList.declarations;
      const value = declaration?.initializer;
      const isPlain = value === undefined || ts.isLiteralExpression(value) || ts.isAsExpression(value);
      if (!isPlain) enter(declaration?.name, statement);
    } else if (
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isFunctionDeclaration(statement)
    )
      enter(statement.name, statement);
  }
  return found;
};

/** What an entry gives its importers: its own declarations, and those that it names or takes whole from other files. */
const exportsOf = (path: string): ReadonlyMap<string, string> => {
  const found = new Map(docstringsIn(path));
  for (const statement of parse(path).statements) {
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined) continue;
    const from = exportsOf(join(dirname(path), (statement.moduleSpecifier as ts.StringLiteral).text));
    const { exportClause } = statement;
    const isNamed = exportClause !== undefined && ts.isNamedExports(exportClause);
    const names = isNamed ? exportClause.elements.map(({ name }) => name.text) : [...from.keys()];
    for (const name of names) if (from.has(name)) found.set(name, from.get(name) ?? '');
  }
  return found;
};

const entriesOf = (name: string): readonly string[] => {
  const { exports } = JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8')) as {
    readonly exports: Readonly<Record<string, string>>;
  };
  return Object.values(exports).map((entry) => join(packages, name, entry));
};

describe('worked examples', () => {
  it.each([
    ['template-miner', 'TemplateHandle'],
    ['detection-engine', 'DetectionRule'],
    ['known-lines', 'LineKinds'],
  ])('stand in the docstring of every type, class and function that %s exports', (name, known) => {
    const docstrings = entriesOf(name).flatMap((entry) => [...exportsOf(entry)]);
    expect(docstrings.map(([exported]) => exported)).toContain(known);
    expect(docstrings.filter(([, text]) => !text.includes('@example')).map(([exported]) => exported)).toEqual([]);
  });
});
