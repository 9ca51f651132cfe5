/** Runs the cases' own checker through the built command line, and asks which reader takes each AWS log type. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOutcomeReader } from '../../packages/cli/src/parse/read-outcomes.ts';

/** Share of a file's cases that the checker says are right, in [0, 1]; it needs `npm run build` before. */
export const shareOfCases = (cases: string, file: string): number => {
  const printed = execFileSync('python3', [join(cases, 'check.py'), join(cases, file)], { encoding: 'utf8' });
  const share = /^share right ([0-9.]+) of/m.exec(printed)?.[1];
  if (share === undefined) throw new Error(`The checker printed no share: ${printed.slice(-200)}`);
  return Number(share);
};

/** Formats that any program's lines have: their readers say nothing of a service. */
const generalFormats: ReadonlySet<string> = new Set(['json', 'text', 'plain', 'syslog', 'logfmt', 'event-bridge']);

interface Case {
  readonly kind: string;
  readonly service: string;
  readonly input: unknown;
}

const textOf = (input: unknown): string => (typeof input === 'string' ? input : JSON.stringify(input));

const formatsOf = (input: unknown): readonly string[] => {
  const reader = createOutcomeReader({ account: '', region: '', logGroup: '', logStream: '' }, Date.UTC(2026, 10, 29));
  const items = Array.isArray(input) ? (input as readonly unknown[]) : [input];
  const texts = items.map(textOf).flatMap((text) => (text.startsWith('{') ? [text] : text.split('\n')));
  return [...texts.flatMap((text) => reader.take({ kind: 'text', text })), ...reader.end()].flatMap(({ outcome }) =>
    outcome.kind === 'record' ? [outcome.record.format] : [],
  );
};

/** Share of the AWS log types whose lines a reader or a table row of their own reads, in [0, 1]. */
export const ownReaderShare = (cases: string): number => {
  const isOwn = new Map<string, boolean>();
  for (const line of readFileSync(join(cases, 'aws-logs.jsonl'), 'utf8').split('\n')) {
    if (line.trim() === '') continue;
    const { kind, service, input } = JSON.parse(line) as Case;
    if (kind !== 'aws-log-file') continue;
    const own = formatsOf(input).some((format) => !generalFormats.has(format));
    isOwn.set(service, (isOwn.get(service) ?? false) || own);
  }
  return [...isOwn.values()].filter(Boolean).length / isOwn.size;
};
