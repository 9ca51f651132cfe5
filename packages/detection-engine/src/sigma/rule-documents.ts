import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document,
  type YAMLMap,
} from 'yaml';
import { nestsDeeperThan } from './yaml-depth.ts';

/**
 * One document of a rule file.
 *
 * @example
 * const document: RuleDocument = { file: 'aws/trail.yml', content: { title: 'A trail was stopped', detection: { ... } } };
 */
export interface RuleDocument {
  /** As messages name it. */
  readonly file: string;
  readonly content: unknown;
}

/**
 * A file of rules that cannot be read: which, and why. Never quotes more than a key of it.
 *
 * @example
 * readRuleDocuments('trail.yml', 'title: [');
 * // RuleFileError: trail.yml: it is not YAML (line 1, column 9: Flow sequence in block collection must be ...).
 */
export class RuleFileError extends Error {
  readonly file: string;
  /** A few fixed words: fit for grouping. */
  readonly reason: string;

  constructor(file: string, reason: string, detail = '', options?: { readonly cause?: unknown }) {
    super(`${file}: ${reason}${detail === '' ? '' : ` (${detail})`}.`, options);
    this.name = 'RuleFileError';
    this.file = file;
    this.reason = reason;
  }
}

/** Most UTF-16 units of a rule file; rules that people write are far shorter. */
export const maxRuleFileLength = 131_072;
const maxDocuments = 200;
const maxDepth = 24;
/** Depth of a text before it is parsed; coarse, since each key and dash of a line counts. */
const maxTextDepth = 80;
const maxNodes = 20_000;
const maxAliases = 100;
const maxKeyLength = 512;
/** A name that JavaScript objects give a meaning of its own. */
const refusedKey = '__proto__';

interface Visit {
  readonly node: unknown;
  readonly depth: number;
}

/** What a number is written as, where the number would not say the same: an account id that begins with 0, a long id. */
const writtenNumber = (value: unknown, source: string | undefined): string | undefined =>
  typeof value === 'number' &&
  source !== undefined &&
  /^[-+]?\d+$/.test(source) &&
  String(value) !== source.replace(/^\+/, '')
    ? source
    : undefined;

const refuseTwins = (map: YAMLMap, file: string): void => {
  const keys = new Set<string>();
  for (const { key } of map.items) {
    const name = String(isScalar(key) ? key.value : key);
    if (keys.has(name)) throw new RuleFileError(file, 'a key is there twice', name.slice(0, 80));
    keys.add(name);
  }
};

/** Checks the nodes of a document without recursion, and keeps numbers as text that would change. */
const checkNodes = (document: Document, file: string): void => {
  const open: Visit[] = [{ node: document.contents, depth: 0 }];
  let nodes = 0;
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    const { node, depth } = visit;
    nodes += 1;
    if (nodes > maxNodes) throw new RuleFileError(file, `a document has more than ${maxNodes} values`);
    if (depth > maxDepth) throw new RuleFileError(file, `its values nest more than ${maxDepth} deep`);
    if (isMap(node)) refuseTwins(node, file);
    if (isMap(node) || isSeq(node)) for (const item of node.items) open.push({ node: item, depth: depth + 1 });
    else if (isPair(node)) {
      const key = isScalar(node.key) ? String(node.key.value) : undefined;
      if (key === undefined || key.length > maxKeyLength)
        throw new RuleFileError(file, 'a key is not a text of 512 characters at most');
      if (key === refusedKey) throw new RuleFileError(file, `the key ${refusedKey} is refused`);
      open.push({ node: node.value, depth });
    } else if (isScalar(node)) {
      const text = writtenNumber(node.value, node.source);
      if (text !== undefined) node.value = text;
    } else if (isNode(node) && !isAlias(node)) throw new RuleFileError(file, 'it is not YAML');
  }
};

/** Checks values once aliases are replaced: one may contain itself. */
const checkValues = (content: unknown, file: string): void => {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: content, depth: 0 }];
  let values = 0;
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    const { value, depth } = visit;
    values += 1;
    if (values > maxNodes) throw new RuleFileError(file, `a document has more than ${maxNodes} values`);
    if (depth > maxDepth) throw new RuleFileError(file, `its values nest more than ${maxDepth} deep`);
    if (typeof value === 'object' && value !== null)
      for (const item of Object.values(value)) open.push({ value: item, depth: depth + 1 });
  }
};

const contentOf = (document: Document, file: string, lines: LineCounter): unknown => {
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) {
    const [line = ''] = problem.message.split('\n');
    const { line: row, col } = lines.linePos(problem.pos[0]);
    throw new RuleFileError(file, 'it is not YAML', `line ${row}, column ${col}: ${line.slice(0, 160)}`, {
      cause: problem,
    });
  }
  checkNodes(document, file);
  try {
    const content: unknown = document.toJS({ maxAliasCount: maxAliases });
    checkValues(content, file);
    return content;
  } catch (cause) {
    if (cause instanceof ReferenceError)
      throw new RuleFileError(file, `it has aliases that are missing or make more than ${maxAliases} values`, '', {
        cause,
      });
    throw cause;
  }
};

/**
 * Reads a file of Sigma rules, correlations and filters: YAML 1.2, one document or several. The file may be hostile: its length, depth,
 * values and aliases are bounded, keys are texts, and tags of a program are refused.
 *
 * Numbers that would lose digits remain texts: `012345678901` is an account, and 20 digits are an id.
 *
 * @param file  what errors call it
 * @throws RuleFileError saying what is wrong
 * @example
 * readRuleDocuments('trail.yml', 'title: A trail was stopped\nlevel: high\n');
 * // [{ file: 'trail.yml', content: { title: 'A trail was stopped', level: 'high' } }]
 */
export const readRuleDocuments = (file: string, text: string): readonly RuleDocument[] => {
  if (text.length > maxRuleFileLength)
    throw new RuleFileError(file, `it is longer than ${maxRuleFileLength} characters`);
  if (nestsDeeperThan(text, maxTextDepth)) throw new RuleFileError(file, `its values nest more than ${maxDepth} deep`);
  const lines = new LineCounter();
  // What the package does for each error, and for each pair of keys, takes time in proportion to the square of a hostile text.
  const parsed = parseAllDocuments(text, {
    stringKeys: true,
    prettyErrors: false,
    uniqueKeys: false,
    lineCounter: lines,
  });
  const documents = Array.isArray(parsed) ? parsed : [];
  if (documents.length > maxDocuments) throw new RuleFileError(file, `it has more than ${maxDocuments} documents`);
  return documents
    .map((document) => ({ file, content: contentOf(document, file, lines) }))
    .filter(({ content }) => content !== null && content !== undefined);
};
