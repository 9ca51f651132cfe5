import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { documentNames, type ReadDocuments } from '@bellwether/settings';
import { assembleSettings, readDocumentText } from '@bellwether/settings/documents';

const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'configuration.md'), 'utf8');

/** The example below the heading of each document. */
const exampleOf = (name: string): string =>
  new RegExp(`\n### ${name}\n[^]*?\`\`\`json\n([^]*?)\n\`\`\``).exec(page)?.[1] ?? '';

describe('the examples of docs/configuration.md', () => {
  it.each(documentNames)('hold a good document of %s', (name) => {
    const result = readDocumentText(name, exampleOf(name));
    expect(result.ok ? [] : result.problems).toEqual([]);
  });

  it('fit together', () => {
    const read = documentNames.map((name) => {
      const result = readDocumentText(name, exampleOf(name));
      return [name, result.ok ? result.document : undefined];
    });
    expect(assembleSettings(Object.fromEntries(read) as ReadDocuments).problems).toEqual([]);
  });
});
