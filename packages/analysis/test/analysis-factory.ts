import { hourMs, type Severity } from '@bellwether/log-model';
import {
  collectWindow,
  planWindows,
  summarize,
  type AnalysisFacts,
  type AnalysisInput,
  type AnalyzedEvent,
  type FindingFacts,
  type KnownTemplate,
  type WindowFacts,
} from '../src/index.ts';

/** 2 March 2026, midnight UTC. */
export const startMs = Date.UTC(2026, 2, 2);

/** A line of a test: what its template is, what it says, when and how often. */
export interface PlannedLine {
  readonly template: string;
  readonly message?: string;
  readonly severity?: Severity;
  readonly atMs?: number;
  readonly times?: number;
  readonly everyMs?: number;
  readonly logGroup?: string;
  readonly knownSinceMs?: number;
  readonly attributes?: AnalyzedEvent['attributes'];
}

/** Events of planned lines; each template has the id of its text. */
export const eventsOf = (lines: readonly PlannedLine[]): readonly AnalyzedEvent[] =>
  lines.flatMap(
    ({
      template,
      message = template,
      severity = 'INFO',
      atMs = startMs,
      times = 1,
      everyMs = 1_000,
      logGroup = '/app',
      attributes = {},
    }) =>
      Array.from({ length: times }, (_, index) => ({
        id: `${template}-${atMs}-${index}`,
        timestampMs: atMs + index * everyMs,
        dataset: 'application' as const,
        account: '111122223333',
        logGroup,
        severity,
        message,
        attributes,
        templateId: template,
      })),
  );

export const findTemplateOf =
  (lines: readonly PlannedLine[]) =>
  (_logSource: string, id: string): KnownTemplate | undefined => {
    const line = lines.find(({ template }) => template === id);
    return line === undefined ? undefined : { id, text: line.template, firstSeenMs: line.knownSinceMs ?? 0 };
  };

export const windowFactsOf = (
  window: AnalysisInput['planned'][number],
  lines: readonly PlannedLine[],
  findings: readonly FindingFacts[] = [],
): WindowFacts => {
  const collector = collectWindow(window, findTemplateOf(lines));
  for (const event of eventsOf(lines)) collector.add(event);
  return collector.facts(findings);
};

/** The analysis of lines over so many windows of an hour, as a run makes it. */
export const analyzeLines = (
  lines: readonly PlannedLine[],
  {
    hours = 4,
    ...more
  }: { readonly hours?: number; readonly findings?: readonly FindingFacts[] } & Partial<AnalysisInput> = {},
): AnalysisFacts => {
  const { findings, ...input } = more;
  const endMs = startMs + hours * hourMs;
  const volumes = Array.from({ length: hours }, (_, hour) => ({
    startMs: startMs + hour * hourMs,
    endMs: startMs + (hour + 1) * hourMs,
    events: 1_000,
  }));
  const planned = planWindows({ startMs, endMs, selection: ['*'], volumes, maxEvents: 1_000 });
  const windows = planned.map((window, index) => windowFactsOf(window, lines, index === 0 ? findings : []));
  return summarize({ title: 'Analysis', selection: ['*'], planned, windows, ...input });
};

export const finding = (more: Partial<FindingFacts> = {}): FindingFacts => ({
  id: 'f1',
  rule: 'cloudtrail-logging-disabled',
  title: 'A trail was stopped',
  severity: 'CRITICAL',
  logSource: '111122223333:cloudtrail',
  dataset: 'cloudtrail',
  count: 1,
  firstSeenMs: startMs,
  lastSeenMs: startMs,
  status: 'new',
  ...more,
});

export const sentencesOf = ({ facts }: AnalysisFacts, section?: string): readonly string[] =>
  facts.filter((fact) => section === undefined || fact.section === section).map(({ sentence }) => sentence);
