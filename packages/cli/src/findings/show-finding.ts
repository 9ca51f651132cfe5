import { sketchesOf, oneLine, type Finding } from '@bellwether/log-model';
import type { LocalState } from '@bellwether/local-adapters';
import type { EventView } from '@bellwether/queries';

/** Lines of evidence that are shown, and the lines around each. */
const maxLines = 5;
const contextLines = 3;
const maxText = 2_000;

type Line = Pick<EventView, 'id' | 'timestampMs' | 'message' | 'severity' | 'logStream' | 'logGroup'>;
const fields = ['id', 'timestampMs', 'message', 'severity', 'logStream', 'logGroup', 'account'] as const;

/** Position of a record in its file, from 1; undefined for an id that a service gave. */
const positionOf = (id: string): number | undefined => {
  const digits = /^[^/]{1,200}\/(\d{1,14})$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits) + 1;
};

/** Line numbers of events as an editor counts, as far as the failures by kind hold them. */
const knownLines = async (state: Pick<LocalState, 'sketches'>): Promise<ReadonlyMap<string, number>> => {
  const { kinds } = sketchesOf(await state.sketches.load());
  return new Map(
    kinds.flatMap(({ lines }) => lines.flatMap(({ eventId, line }) => (line === undefined ? [] : [[eventId, line]]))),
  );
};

const lineText = (line: Line, mark: string, number: number | undefined): string => {
  const place = `${line.logStream || line.logGroup}${number === undefined ? '' : `:${number}`}`;
  return `${mark} ${new Date(line.timestampMs).toISOString()}  ${line.severity.padEnd(8)}  ${oneLine(place, 200)}  ${oneLine(line.message, maxText)}`;
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

/**
 * The lines of a finding, each with the lines around it; text is redacted, since the archive holds nothing else.
 *
 * @returns undefined when there is no such finding
 * @throws PortError when the state cannot be read
 */
export const showFinding = async (
  state: Pick<LocalState, 'findings' | 'reads' | 'sketches'>,
  id: string,
): Promise<readonly string[] | undefined> => {
  const stored = await state.findings.get(id);
  if (stored === undefined) return undefined;
  const { finding } = stored;
  const ids = finding.evidence.slice(0, maxLines);
  if (ids.length === 0)
    return [...headText(finding), '', 'It was counted: no single line stands for it. Its failures are in the report.'];
  const span = { fromMs: Math.max(0, finding.firstSeenMs - 86_400_000), toMs: finding.lastSeenMs + 86_400_000 };
  const { items } = await state.reads.events({ ...span, ids, order: 'oldest', fields: [...fields] });
  const known = await knownLines(state);
  const shown: string[] = [];
  for (const item of items) {
    const { timestampMs, account, logGroup, logStream } = item;
    const around = { before: contextLines, after: contextLines, fields: [...fields] };
    const { lines } = await state.reads.context({ id: item.id, timestampMs, account, logGroup, logStream, ...around });
    const number = known.get(item.id);
    // Where a record's position is the number of its line, so is that of its neighbours.
    const isNumbered = number !== undefined && number === positionOf(item.id);
    shown.push('');
    for (const line of lines.length === 0 ? [item] : lines) {
      const isHit = line.id === item.id;
      shown.push(lineText(line, isHit ? '>' : ' ', isHit ? number : isNumbered ? positionOf(line.id) : undefined));
    }
  }
  if (items.length === 0) shown.push('', 'Its lines are no longer in the archive.');
  return [...headText(finding), ...shown];
};
