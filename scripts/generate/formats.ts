// Writes docs/formats.md from the registry of readers, the table of services' JSON records and the table of services' lines.
// usage: tsx scripts/generate/formats.ts [--check]     --check writes nothing and fails where the page is stale
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { readers } from '@bellwether/log-model';
import { lineLayouts } from '../../packages/log-readers/src/readers/vendor/line-layouts.ts';
import { vendorRows } from '../../packages/log-readers/src/readers/vendor/table.ts';
import { formatSources } from './format-sources.ts';

const path = resolve(import.meta.dirname, '../../docs/formats.md');
const isChecked = process.argv.includes('--check');

const cell = (text: string): string => text.replaceAll('|', '\\|');
const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

const ofLines = new Set(lineLayouts.map((layout) => layout.format));
const own = readers.filter((reader) => !ofLines.has(reader.format));
const unexplained = own.map((reader) => reader.format).filter((name) => formatSources[name] === undefined);
if (unexplained.length > 0)
  throw new Error(`scripts/generate/format-sources.ts does not say what these are: ${unexplained.join(', ')}`);

const groupsOf = (pattern: RegExp): string =>
  Array.from(pattern.source.matchAll(/\(\?<(\w{1,30})>/g), (match) => match[1]!).join(', ');

const page = `
# Formats

Written by \`npm run generate\` from the registry of readers. A line is read by the first reader that recognises it; what no reader of a
service recognises is read as JSON, key=value pairs, syslog, a line with a header, or plain text. A wrapped line (CloudWatch Logs
envelopes and exports, Docker, CRI, Fluent Bit, SNS, SQS, syslog before JSON) is unwrapped first, and the wrapping's own values are
kept. JSON in the message of a record that has a level or a request of its own is not unwrapped: a client may have sent it. S3 objects
may be plain, gzip, or Parquet.

The general readers lose no word: what has no field of its own is in \`labels.<key>\` (JSON, key=value), in \`labels.context\` (words of a
header), or in the message. A service's own reader keeps the values that its table names.

## Readers of their own: ${own.length}

${table(
  ['format', 'what', 'arrives in', 'dataset', 'grammar'],
  own.map((reader) => {
    const source = formatSources[reader.format]!;
    return [`\`${reader.format}\``, source.what, source.arrivesIn, reader.dataset, source.grammar];
  }),
)}

## Lines of services: ${lineLayouts.length}

One pattern each (\`line-layouts.ts\`), after the service's own documentation of its log file. They arrive in CloudWatch Logs or S3.

${table(
  ['format', 'dataset', 'fields'],
  lineLayouts.map((layout) => [`\`${layout.format}\``, layout.dataset, groupsOf(layout.pattern)]),
)}

## JSON records of services: ${vendorRows.length}

One row each, after the service's own documentation of its log or event. A record is of a type when every key of the signature is there.
Fields named here are those whose path the row names; the usual keys (\`accountId\`, \`sourceIp\`, \`requestId\`, ...) are read besides.
They arrive in CloudWatch Logs, S3, Firehose or EventBridge.

${table(
  ['format', 'dataset', 'signature', 'fields'],
  vendorRows.map((vendor) => [
    `\`${vendor.format}\``,
    vendor.dataset,
    vendor.signature
      .map(({ path, equals, includes }) => {
        const value =
          equals === undefined
            ? includes === undefined
              ? ''
              : ` contains ${includes}`
            : ` is ${equals.replaceAll('_', ' ')}`;
        return `\`${path.join('.')}\`${value}`;
      })
      .join(', '),
    [...vendor.paths].flatMap(([role, paths]) => (paths.length === 0 ? [] : [role])).join(', ') || 'usual keys',
  ]),
)}
`;

const text = await format(`${page.trim()}\n`, { ...(await resolveConfig(path)), parser: 'markdown' });
if (!isChecked) writeFileSync(path, text);
const isStale = readFileSync(path, 'utf8') !== text;
console.log(
  isStale ? 'stale: docs/formats.md; run: tsx scripts/generate/formats.ts' : 'docs/formats.md is up to date.',
);
process.exitCode = isStale ? 1 : 0;
