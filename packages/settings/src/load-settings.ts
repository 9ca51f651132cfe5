import type { SettingsSource } from '@bellwether/ports';
import { assembleSettings, type AssembledSettings, type ReadDocuments } from './assemble-settings.ts';
import { documentNames, type DocumentName, type SettingsContents } from './contents.ts';
import { readDocumentText, type ReadDocument } from './read-document.ts';

/**
 * Reads all documents once, for a command that a person waits for: it can refuse where a function has to go on.
 *
 * @returns the settings, and every problem as `<document>: <sentence>`; what a refused document would set has its default
 * @throws PortError when the source cannot be read
 */
export const loadSettings = async (
  source: SettingsSource,
  fallback: Partial<SettingsContents> = {},
): Promise<AssembledSettings> => {
  const documents: Partial<Record<DocumentName, ReadDocument<DocumentName>>> = {};
  const problems: string[] = [];
  for (const { name, text } of await source.load(documentNames)) {
    const known = documentNames.find((one) => one === name);
    if (known === undefined) continue;
    const read = readDocumentText(known, text);
    if (read.ok) documents[known] = read.document;
    else problems.push(...read.problems.map((problem) => `${name}: ${problem}`));
  }
  const assembled = assembleSettings(documents as ReadDocuments, fallback);
  return { settings: assembled.settings, problems: [...problems, ...assembled.problems] };
};
