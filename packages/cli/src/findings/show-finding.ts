import { dayMs, oneLine, type Finding } from '@bellwether/log-model';
import { sketchesOf } from '@bellwether/log-model/failures';
import type { LocalState } from '@bellwether/local-adapters';
import { maxArchiveSpanMs, type EventView } from '@bellwether/queries';
import { countedLinesQuery, moreCommand } from './counted-lines.ts';

/** Lines of evidence that are shown, and the lines around each. */
const maxLines = 5;
const contextLines = 3;
const maxText = 2_000;

const fields = ['id', 'timestampMs', 'message', 'severity', 'logStream', 'logGroup', 'account'] as const;
type Line = Pick<EventView, (typeof fields)[number]>;

/** Position of a record in its file, from 1; undefined for an id that a service gave. */
const positionOf = (id: string): number | undefined => {
  const digits = /^[^/]{1,200}\/(\d{1,14})$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits) + 1;
};

/** Line numbers of events as an editor counts, as far as the failures by kind contain them. */
const knownLines = async (state: Pick<LocalState, 'sketches'>): Promise<ReadonlyMap<string, number>> => {
  const { kinds } = sketchesOf(await state.sketches.load());
  return new Map(
    kinds.flatMap(({ lines }) => lines.flatMap(({ eventId, line }) => (line === undefined ? [] : [[eventId, line]]))),
  );
};

/** The longest text that the archive is asked by; a longer name of a file or stream stands without its neighbours. */
const maxAskedText = 512;

/** A line as it is shown; `isEvidence` marks it among its neighbours. */
export interface ShownLine {
  readonly isEvidence: boolean;
  readonly id: string;
  readonly timestampMs: number;
  readonly severity: string;
  /** File or stream; the log group where there is none. */
  readonly location: string;
  /** As an editor counts; absent where it is not known. */
  readonly line?: number;
  readonly message: string;
}

export interface ShownFinding {
  readonly finding: Finding;
  /** One part for each line of evidence: the line with those around it, in order of time. */
  readonly parts: readonly (readonly ShownLine[])[];
  /** Whether it names no line, and `parts` are lines of its time in its log source. */
  readonly isCounted: boolean;
}

type Reads = Pick<LocalState['reads'], 'events' | 'context'>;

/** The lines of evidence, asked for part by part: one question is about 92 days at most, and a finding may go on for years. */
const evidenceOf = async (reads: Reads, { evidence, firstSeenMs, lastSeenMs }: Finding): Promise<readonly Line[]> => {
  const ids = evidence.slice(0, maxLines);
  const endMs = lastSeenMs + dayMs;
  const found: Line[] = [];
  for (let fromMs = Math.max(0, firstSeenMs - dayMs); fromMs < endMs; fromMs += maxArchiveSpanMs) {
    const missing = ids.filter((id) => !found.some((line) => line.id === id));
    if (missing.length === 0) break;
    const toMs = Math.min(endMs, fromMs + maxArchiveSpanMs);
    found.push(...(await reads.events({ fromMs, toMs, ids: missing, order: 'oldest', fields: [...fields] })).items);
  }
  return found;
};

const withNeighbours = async (reads: Reads, item: Line): Promise<readonly Line[]> => {
  const { id, timestampMs, account, logGroup, logStream } = item;
  if (Math.max(logGroup.length, logStream.length) > maxAskedText) return [item];
  const around = { before: contextLines, after: contextLines, fields: [...fields] };
  const { lines } = await reads.context({ id, timestampMs, account, logGroup, logStream, ...around });
  return lines.length === 0 ? [item] : lines;
};

/** Lines of a finding that names none, in order of time. */
const countedLinesOf = async (
  reads: Reads,
  finding: Finding,
  known: ReadonlyMap<string, number>,
): Promise<readonly ShownLine[]> => {
  const query = countedLinesQuery(finding, maxLines);
  if (query === undefined) return [];
  const { items } = await reads.events({ ...query, fields: [...fields] });
  const lines = items.map(({ id, timestampMs, severity, message, logStream, logGroup }): ShownLine => {
    const line = known.get(id);
    const shown = { isEvidence: true, id, timestampMs, severity, message, location: logStream || logGroup };
    return line === undefined ? shown : { ...shown, line };
  });
  return lines.toSorted((left, right) => left.timestampMs - right.timestampMs);
};

/**
 * The lines of a finding, each with the lines around it; text is redacted, since the archive contains nothing else.
 *
 * @returns undefined when there is no such finding
 * @throws PortError when the state cannot be read
 */
export const showFinding = async (
  state: Pick<LocalState, 'findings' | 'reads' | 'sketches'>,
  id: string,
): Promise<ShownFinding | undefined> => {
  const stored = await state.findings.get(id);
  if (stored === undefined) return undefined;
  const { finding } = stored;
  const known = await knownLines(state);
  const parts: (readonly ShownLine[])[] = [];
  if (finding.evidence.length === 0) {
    const lines = await countedLinesOf(state.reads, finding, known);
    return { finding, parts: lines.length === 0 ? [] : [lines], isCounted: true };
  }
  for (const item of await evidenceOf(state.reads, finding)) {
    const number = known.get(item.id);
    // Where a record's position is the number of its line, so is that of its neighbours.
    const isNumbered = number !== undefined && number === positionOf(item.id);
    const lines = await withNeighbours(state.reads, item);
    parts.push(
      lines.map((line): ShownLine => {
        const isEvidence = line.id === item.id;
        const at = isEvidence ? number : isNumbered ? positionOf(line.id) : undefined;
        return {
          isEvidence,
          ...{ id: line.id, timestampMs: line.timestampMs, severity: line.severity, message: line.message },
          location: line.logStream || line.logGroup,
          ...(at === undefined ? {} : { line: at }),
        };
      }),
    );
  }
  return { finding, parts, isCounted: false };
};

const lineText = ({ isEvidence, timestampMs, severity, location, line, message }: ShownLine): string => {
  const where = `${oneLine(location, 200)}${line === undefined ? '' : `:${line}`}`;
  return `${isEvidence ? '>' : ' '} ${new Date(timestampMs).toISOString()}  ${severity.padEnd(8)}  ${where}  ${oneLine(message, maxText)}`;
};

const headText = ({
  severity,
  title,
  id,
  rule,
  count,
  firstSeenMs,
  lastSeenMs,
  reasons,
}: Finding): readonly string[] => [
  `${severity}  ${oneLine(title, 300)}`,
  `${id}  ${rule}, ${count} ${count === 1 ? 'event' : 'events'}, ${new Date(firstSeenMs).toISOString()} to ${new Date(lastSeenMs).toISOString()}`,
  ...reasons.slice(0, 10).map((reason) => `- ${oneLine(reason, 400)}`),
];

const withoutLines = ({ evidence }: Finding): string =>
  evidence.length === 0
    ? 'It was counted, and its lines are not in the archive.'
    : 'Its lines are no longer in the archive.';

/** For a terminal, a line of text each. */
export const textOfShown = ({ finding, parts, isCounted }: ShownFinding): readonly string[] => {
  const more = moreCommand(finding);
  return [
    ...headText(finding),
    ...(isCounted && parts.length > 0
      ? ['', 'It was counted; the first lines of its time, or the last before a silence:']
      : []),
    ...(parts.length === 0 ? ['', withoutLines(finding)] : parts.flatMap((part) => ['', ...part.map(lineText)])),
    ...(more === undefined ? [] : ['', `More: ${more}`]),
  ];
};

/** For machines: one JSON object, with times as ISO 8601 UTC too. */
export const jsonOfShown = ({ finding, parts, isCounted }: ShownFinding): string => {
  const iso = (timeMs: number): string => new Date(timeMs).toISOString();
  const more = moreCommand(finding);
  return JSON.stringify({
    ...finding,
    firstSeen: iso(finding.firstSeenMs),
    lastSeen: iso(finding.lastSeenMs),
    isCounted,
    ...(more === undefined ? {} : { more }),
    lines: parts.map((part) => part.map((line) => ({ time: iso(line.timestampMs), ...line }))),
  });
};
