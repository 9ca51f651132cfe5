import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { athenaViewSql, eventColumns, eventLine, hiddenColumns, mixedDataset } from '@bellwether/lake';
import { archiveObjectsOf, emptyAccounting } from '@bellwether/pipeline';
import { datasets, type LogEvent } from '@bellwether/log-model';
import { attributeOf, readBlocks } from './hcl-blocks.ts';
import { stringsIn } from './hcl-text.ts';

const catalog = resolve(import.meta.dirname, '..', '..', 'infra', 'modules', 'catalog');
const read = (name: string): string => readFileSync(resolve(catalog, name), 'utf8');

const event: LogEvent = {
  id: 'an-id',
  timestampMs: Date.UTC(2026, 10, 20, 7, 5),
  dataset: 'application',
  account: '123456789012',
  region: 'eu-central-1',
  logGroup: '/app',
  logStream: 'one',
  severity: 'INFO',
  category: 'general',
  message: 'served',
  attributes: {},
  templateId: 't',
};

const [object] = archiveObjectsOf(
  {
    shard: 'shard-0',
    firstSequence: '1',
    lastSequence: '1',
    events: [{ sequence: '1', event, evidence: [] }],
    quarantined: [],
    accounting: emptyAccounting,
  },
  { kind: 'redacted' },
);

/** Names in a list of `{ name = "...", type = "..." }` of the module's locals. */
const namesIn = (list: string): readonly string[] => {
  const text = new RegExp(`\\n {2}${list} = \\[([\\s\\S]*?)\\n {2}\\]`).exec(read('main.tf'))?.[1] ?? '';
  return Array.from(text.matchAll(/name = "([^"]+)"/g), (match) => match[1] ?? '');
};

describe('the table over the lake', () => {
  it('has the columns of an archived line that names its dataset', () => {
    const line = JSON.parse(eventLine({ sequence: '1', event }, mixedDataset)) as object;
    expect(namesIn('columns').toSorted()).toEqual(Object.keys(line).toSorted());
    expect(namesIn('columns')).toEqual([...eventColumns, ...hiddenColumns].map(({ name }) => name));
  });

  it('has the partitions of an object path, in its order', () => {
    const template = /storage\.location\.template" += "\$\{local\.events_location\}([^"]+)"/.exec(read('main.tf'))?.[1];
    const path = template
      ?.replace('$${dataset}', 'application')
      .replace('$${date}', '2026-11-20')
      .replace('$${hour}', '07');
    expect(object?.path).toContain(`events/${path}`);
    expect(namesIn('partitions')).toEqual(Array.from(template?.matchAll(/(\w+)=/g) ?? [], (match) => match[1]));
  });

  it('knows every dataset there is', () => {
    const variable = readBlocks(read('variables.tf')).find(({ labels }) => labels[0] === 'datasets');
    expect(stringsIn((variable && attributeOf(variable, 'default')) ?? '')).toEqual([...datasets]);
  });

  it('is asked by the query that the laptop asks', () => {
    expect(read('files/events-once.sql')).toBe(athenaViewSql());
  });
});
