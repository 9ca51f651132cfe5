import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { findSlowShapes } from './pattern-shape.ts';

/** Sources of the core whose patterns run on log text; the readers have a test of their own. */
const folders = ['detection-engine', 'log-events', 'log-model', 'redaction', 'template-miner'];
/** Rules are content of another package: looked at, never loaded here. */
const ruleFolder = new URL('../../detections/src/', import.meta.url);

const filesBelow = (folder: URL): readonly URL[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => new URL(name, folder));

const filesOf = (name: string): readonly URL[] => filesBelow(new URL(`../../${name}/src/`, import.meta.url));

/** The patterns written as literals in a file. */
const literalsIn = (file: URL): readonly string[] => {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) found.push(node.text.slice(1, node.text.lastIndexOf('/')));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file.pathname, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
  return found;
};

/** The patterns that the files put together when they are loaded. */
const loadConstructed = async (): Promise<readonly string[]> => {
  const found: string[] = [];
  const Original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(Original, {
    construct: (target, [pattern, flags]: [string | RegExp, string?]) => {
      found.push(typeof pattern === 'string' ? pattern : pattern.source);
      return new target(pattern, flags);
    },
  });
  try {
    for (const folder of folders) for (const file of filesOf(folder)) await import(file.href);
  } finally {
    globalThis.RegExp = Original;
  }
  return found;
};

describe('patterns that run on log text', () => {
  it('takes linear time in every literal', () => {
    const literals = [...folders.flatMap(filesOf), ...filesBelow(ruleFolder)].flatMap(literalsIn);
    expect(literals.length).toBeGreaterThan(50);
    expect(literals.filter((source) => findSlowShapes(source).length > 0)).toEqual([]);
  });

  it('takes linear time in every pattern put together at load', async () => {
    const constructed = await loadConstructed();
    expect(constructed.length).toBeGreaterThan(20);
    expect(constructed.filter((source) => findSlowShapes(source).length > 0)).toEqual([]);
  });

  it.each(['(a+)+', '(?:\\w+\\s*)*x', '\\s*\\s*$', '(?:a|b+)*', '([a-z]+-?)+'])('refuses %j', (source) => {
    expect(findSlowShapes(source)).not.toEqual([]);
  });

  it.each(['(?:\\d+:)+', '(?:[a-z]{1,63}\\.){1,8}', '\\s*=\\s*', 'a+b+', '(?:[^"\\\\]|\\\\.){1,4096}'])(
    'accepts %j',
    (source) => {
      expect(findSlowShapes(source)).toEqual([]);
    },
  );
});
