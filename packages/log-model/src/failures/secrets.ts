import type { LogEvent } from '@bellwether/log-events';
import type { RedactionCounts } from '@bellwether/redaction';
import type { EvidenceLine, LogSourceSketch } from './records.ts';
import { base, type Signal } from './signal.ts';
import { countValue } from './value-counts.ts';

/** Kinds of lines that are counted; further ones are not. */
const maxKinds = 200;
const firstLines = 2;

/**
 * What opens a door for whoever reads the log, by the class of redaction, as people say it. Ids of keys, signatures of links that expire and
 * personal data are taken out too, and are no secrets in this sense.
 */
const secretNames: Readonly<Record<string, string>> = {
  'private-key': 'private keys',
  'url-password': 'passwords in addresses',
  'aws-secret-key': 'secret access keys',
  'bearer-token': 'bearer tokens',
  'basic-auth': 'passwords of basic authentication',
  jwt: 'JSON Web Tokens',
  'api-token': 'API tokens',
  webhook: 'addresses of webhooks',
  password: 'passwords',
  secret: 'secrets',
};

/** Counts an event that contained secrets by the kind of its line. */
export const countSecrets = (
  source: LogSourceSketch,
  { templateId, timestampMs }: LogEvent,
  redacted: RedactionCounts | undefined,
  lineOf: () => EvidenceLine,
): void => {
  if (redacted === undefined) return;
  const found = Object.keys(redacted).filter((name) => Object.hasOwn(secretNames, name));
  if (found.length === 0) return;
  let written = source.secrets.get(templateId);
  if (written === undefined) {
    if (source.secrets.size >= maxKinds) return;
    written = { count: 0, classes: {}, firstMs: timestampMs, lastMs: timestampMs, lines: [] };
    source.secrets.set(templateId, written);
  }
  written.count += 1;
  written.firstMs = Math.min(written.firstMs, timestampMs);
  written.lastMs = Math.max(written.lastMs, timestampMs);
  for (const name of found) countValue(written.classes, name);
  if (written.lines.length < firstLines) written.lines.push(lineOf());
};

/** Log sources that secrets are written to, one signal each. */
export const secretSignals = (sources: Iterable<LogSourceSketch>): readonly Signal[] => {
  const signals: Signal[] = [];
  for (const { location, scope, secrets } of sources) {
    const kinds = [...secrets.values()].sort((left, right) => right.count - left.count);
    const lines = kinds.flatMap((kind) => kind.lines).slice(0, firstLines + 1);
    const named = new Set(
      kinds.flatMap(({ classes }) => Object.keys(classes).flatMap((name) => secretNames[name] ?? [])),
    );
    const [first] = lines;
    if (first === undefined || named.size === 0) continue;
    const more = kinds.length > 1 ? ` and ${kinds.length - 1} more kinds of lines` : '';
    const firstMs = Math.min(...kinds.map((kind) => kind.firstMs));
    signals.push({
      ...base,
      what: 'secrets',
      severity: 'ERROR',
      location,
      scope,
      title: `Secrets are written to the log: ${[...named].slice(0, 4).join(', ')}, by "${first.text.slice(0, 120)}"${more}`,
      count: kinds.reduce((sum, { count }) => sum + count, 0),
      firstMs,
      lastMs: Math.max(...kinds.map((kind) => kind.lastMs)),
      onsetMs: firstMs,
      lines,
      notes: ['They are taken out here, and still in the log itself. Change the secrets, and stop writing them.'],
    });
  }
  return signals;
};
