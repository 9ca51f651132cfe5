import { dayMs, type Finding, type Severity } from '@bellwether/log-model';
import { maxArchiveSpanMs, type EventsQuery } from '@bellwether/queries';

/** Severities that a finding counted; all where it counted every event. */
const countedSeverities = ({ rule, kind }: Pick<Finding, 'rule' | 'kind'>): readonly Severity[] | undefined => {
  if (rule === 'error-spike') return ['ERROR', 'CRITICAL'];
  if (rule === 'warning-spike') return ['WARNING'];
  return kind === 'threshold' ? ['WARNING', 'ERROR', 'CRITICAL'] : undefined;
};

const isSilence = ({ rule }: Pick<Finding, 'rule'>): boolean => rule.endsWith('silence');

/** The log group, file or dataset that a scope names. */
const sourceOf = ({ scope }: Pick<Finding, 'scope'>): string => scope.slice(scope.indexOf(':') + 1);

/** The longest text that the archive is asked by. */
const maxAskedText = 512;

/**
 * The question whose answer are the lines that a finding counted: the first of its time; of a silence the last before it. A finding of windows
 * names no line, since its detector has only the counters.
 *
 * @returns undefined where the archive cannot be asked by the name of the log source
 */
export const countedLinesQuery = (finding: Finding, limit: number): EventsQuery | undefined => {
  const source = sourceOf(finding);
  if (source === '' || source.length > maxAskedText) return undefined;
  const { firstSeenMs, lastSeenMs } = finding;
  if (isSilence(finding))
    return { fromMs: Math.max(0, firstSeenMs - dayMs), toMs: firstSeenMs, logGroups: [source], order: 'newest', limit };
  const severities = countedSeverities(finding);
  const toMs = Math.min(lastSeenMs + 1, firstSeenMs + maxArchiveSpanMs);
  const span = { fromMs: firstSeenMs, toMs, logGroups: [source] };
  return { ...span, ...(severities === undefined ? {} : { severities: [...severities] }), order: 'oldest', limit };
};

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A shell takes what stands between double quotes as it is, but for these. */
const shellQuoted = (text: string): string => `"${text.replace(/["$`\\]/g, '\\$&')}"`;

/** The command that lists every line of a finding's time in its log source; undefined for a name with control characters. */
export const moreCommand = (finding: Finding): string | undefined => {
  const source = sourceOf(finding);
  if (source === '' || /[\p{Cc}!]/u.test(source)) return undefined;
  const fromMs = isSilence(finding) ? Math.max(0, finding.firstSeenMs - dayMs) : finding.firstSeenMs;
  const severities = countedSeverities(finding);
  const conditions = [
    `logGroup = ${quoted(source)}`,
    `timestampMs BETWEEN ${fromMs} AND ${finding.lastSeenMs}`,
    ...(severities === undefined || finding.evidence.length > 0
      ? []
      : [`severity IN (${severities.map(quoted).join(', ')})`]),
  ];
  const sql = `SELECT time, severity, message FROM events WHERE ${conditions.join(' AND ')} ORDER BY timestampMs`;
  return `bellwether query ${shellQuoted(sql)}`;
};
