import { dirname } from 'node:path';
import ts from 'typescript';

/** Left out of the types: their clients are known by their names alone, and their declarations take most of the time. */
const unread = /^(@aws-sdk|@smithy|@aws-lambda-powertools|aws-lambda|@types)\//;

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  allowImportingTsExtensions: true,
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  types: [],
};

/** The sources of these entries and all they import, ours with types. */
export const openProgram = (entries: readonly string[]): ts.Program => {
  const host = ts.createCompilerHost(options);
  const cache = ts.createModuleResolutionCache(host.getCurrentDirectory(), (name) => name, options);
  host.resolveModuleNameLiterals = (literals, file, redirected, settings) =>
    literals.map((literal) =>
      unread.test(literal.text)
        ? { resolvedModule: undefined }
        : ts.resolveModuleName(literal.text, file, settings, host, cache, redirected, ts.ModuleKind.ESNext),
    );
  return ts.createProgram([...entries], options, host);
};

const isOurs = (node: ts.Node): boolean => {
  const { fileName, isDeclarationFile } = node.getSourceFile();
  return !isDeclarationFile && !dirname(fileName).includes('/node_modules/');
};

const topLevelOf = (node: ts.Node): ts.Node => {
  let found = node;
  while (!ts.isSourceFile(found.parent)) {
    // `const a = ..., b = ...`: only the one that is meant.
    if (ts.isVariableDeclaration(found) && ts.isSourceFile(found.parent.parent.parent)) return found;
    found = found.parent;
  }
  return found;
};

/** `client-s3/PutObjectCommand` where a symbol is imported from a client of the SDK. */
const commandOf = (symbol: ts.Symbol | undefined): string | undefined => {
  const specifier = symbol?.declarations?.find(ts.isImportSpecifier);
  if (specifier === undefined) return undefined;
  const source = specifier.parent.parent.parent.moduleSpecifier;
  const client = ts.isStringLiteral(source) ? /^@aws-sdk\/(.+)$/.exec(source.text)?.[1] : undefined;
  return client === undefined ? undefined : `${client}/${(specifier.propertyName ?? specifier.name).text}`;
};

/**
 * The SDK's commands that can be sent by what starts at `entry`.
 *
 * Follows names from declaration to declaration. A member of an object literal that an interface or type of ours declares
 * counts only when somewhere on the way that member is read: an adapter is a table of methods, a playbook one of steps, and a
 * function that never stops a trail must not be taken to stop one. A name after `[...]` counts as all members.
 *
 * @throws Error when the entry is not in the program
 */
export const commandsSentBy = (program: ts.Program, entry: string): ReadonlySet<string> => {
  const checker = program.getTypeChecker();
  const start = program.getSourceFile(entry);
  if (start === undefined) throw new Error(`${entry} is not in the program.`);
  const commands = new Set<string>();
  const visited = new Set<ts.Node>();
  const read = new Set<ts.Node>();
  const waiting = new Map<ts.Node, ts.Node[]>();
  const queue: ts.Node[] = [...start.statements];

  const declaredMembers = (symbol: ts.Symbol | undefined): readonly ts.Node[] =>
    (symbol?.declarations ?? []).filter(
      (node) => (ts.isPropertySignature(node) || ts.isMethodSignature(node)) && isOurs(node),
    );
  const markRead = (symbol: ts.Symbol | undefined): void => {
    for (const member of declaredMembers(symbol)) {
      if (read.has(member)) continue;
      read.add(member);
      queue.push(...(waiting.get(member) ?? []));
    }
  };
  const follow = (symbol: ts.Symbol | undefined): void => {
    const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    for (const node of target?.declarations ?? [])
      if (!ts.isSourceFile(node) && isOurs(node)) queue.push(topLevelOf(node));
  };
  /** A property of a literal waits until its member is read; one that nothing declares is there at once. */
  const visitProperty = (property: ts.ObjectLiteralElementLike, type: ts.Type | undefined): void => {
    const name = property.name && ts.isIdentifier(property.name) ? property.name.text : undefined;
    const members = name === undefined ? [] : declaredMembers(type?.getProperty(name));
    if (members.length === 0 || members.some((member) => read.has(member))) return visit(property);
    for (const member of members) waiting.set(member, [...(waiting.get(member) ?? []), property]);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isObjectLiteralExpression(node)) {
      const type = checker.getContextualType(node);
      for (const property of node.properties) visitProperty(property, type && checker.getNonNullableType(type));
      return;
    }
    if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) {
      const command = commandOf(checker.getSymbolAtLocation(node.expression));
      if (command?.endsWith('Command') === true) commands.add(command);
    }
    if (ts.isPropertyAccessExpression(node)) {
      const symbol = checker.getSymbolAtLocation(node.name);
      markRead(symbol);
      follow(symbol);
    } else if (ts.isElementAccessExpression(node)) {
      checker.getTypeAtLocation(node.expression).getProperties().forEach(markRead);
    } else if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
      const name = node.propertyName ?? node.name;
      const type = checker.getNonNullableType(checker.getTypeAtLocation(node.parent));
      if (ts.isIdentifier(name)) {
        markRead(type.getProperty(name.text));
        // Of a module that is loaded late, the member is what it exports.
        follow(type.getProperty(name.text));
      }
    } else if (ts.isShorthandPropertyAssignment(node)) {
      follow(checker.getShorthandAssignmentValueSymbol(node));
    } else if (ts.isIdentifier(node)) follow(checker.getSymbolAtLocation(node));
    ts.forEachChild(node, visit);
  };

  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (visited.has(next)) continue;
    visited.add(next);
    visit(next);
  }
  return commands;
};
