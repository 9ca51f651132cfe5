import type { Dataset, Severity } from '@bellwether/log-events';
import type { ChangeKind } from './change-marker.ts';
import type { Series } from './series.ts';

/** A line that shows what is said. */
export interface EvidenceLine {
  /** Id of its event. */
  readonly eventId: string;
  /** The file or log group, and the stream, that holds it. */
  readonly location: string;
  /** Number of the line as an editor counts, from 1; absent where the record is not a line of a text file. */
  readonly line?: number;
  /** Epoch milliseconds UTC. */
  readonly timeMs: number;
  /** Redacted; one line, bounded. */
  readonly text: string;
}

/** A kind of failure in one log source: events that say the same, for the same cause. */
export interface FailureKind {
  readonly key: string;
  readonly scope: string;
  /** The file or log group. */
  readonly location: string;
  severity: Severity;
  readonly title: string;
  readonly cause?: string;
  readonly frame?: string;
  readonly isException: boolean;
  /** Whether it is a request that was answered with an error. */
  readonly isRequest: boolean;
  readonly templateId: string;
  count: number;
  firstMs: number;
  lastMs: number;
  readonly times: Series;
  /** The first lines, then the latest. */
  lines: EvidenceLine[];
  /** Values by field, such as `source.ip`, with their events; each field contains a few. */
  readonly values: Record<string, Record<string, number>>;
}

/** A change that a log source reports: the same words, and the same release where one is named. */
export interface Change {
  readonly kind: ChangeKind;
  readonly location: string;
  readonly version?: string;
  readonly text: string;
  count: number;
  /** The first occurrences. */
  readonly lines: EvidenceLine[];
}

/** A clock that was set back: lines after it have earlier times than lines before it. */
export interface ClockStep {
  readonly backMs: number;
  readonly before: EvidenceLine;
  readonly after: EvidenceLine;
  /** Events since then that were still earlier than the latest one before. */
  behind: number;
}

/** Sign-ins from one address, as far as a log source reports them. */
export interface SignIns {
  failed: number;
  readonly users: Record<string, number>;
  firstMs: number;
  lastMs: number;
  lines: EvidenceLine[];
  /** The first that succeeded after failures, and how many failures those were. */
  success?: { readonly line: EvidenceLine; readonly afterFailed: number };
}

/** Requests of one address that look for weak spots, such as `/../../etc/passwd`. */
export interface Probes {
  count: number;
  firstMs: number;
  lastMs: number;
  /** Requests by what they tried, such as `path traversal`. */
  readonly tried: Record<string, number>;
  lines: EvidenceLine[];
  /** The first that the server answered with success. */
  success?: EvidenceLine;
}

/** Secrets that lines of one kind contained. */
export interface WrittenSecrets {
  /** Lines. */
  count: number;
  /** Lines by the class of redaction. */
  readonly classes: Record<string, number>;
  firstMs: number;
  lastMs: number;
  readonly lines: EvidenceLine[];
}

/** What one address received. */
export interface Transfer {
  /** Requests that were answered with content. */
  count: number;
  bytes: number;
  largestBytes: number;
  firstMs: number;
  lastMs: number;
  /** The largest answers. */
  lines: EvidenceLine[];
}

/** What is kept of a log source besides its kinds of failures. */
export interface LogSourceSketch {
  readonly scope: string;
  /** Of its first event. */
  readonly dataset: Dataset;
  readonly location: string;
  count: number;
  firstMs: number;
  lastMs: number;
  lastLine?: EvidenceLine;
  /** Events by time. */
  readonly activity: Series;
  /** Requests by time; the values are 1 for those that the server failed (5xx). */
  readonly requests: Series;
  readonly changes: Map<string, Change>;
  /** The stream that is read, its latest time, and the line of that. */
  stream: string;
  streamLastMs: number;
  /** The time of its first line; absent in what an earlier release stored. */
  streamFirstMs?: number;
  streamLast?: EvidenceLine;
  clock?: ClockStep;
  readonly signIns: Map<string, SignIns>;
  /** By address. */
  readonly probes: Map<string, Probes>;
  /** By template. */
  readonly secrets: Map<string, WrittenSecrets>;
  /** By address. */
  readonly transfers: Map<string, Transfer>;
}

/** The first line of a template in a log source, with the worst severity that its lines had. */
export interface TemplateExample {
  readonly key: string;
  readonly scope: string;
  readonly templateId: string;
  severity: Severity;
  readonly line: EvidenceLine;
}

/** A number that a kind of message contains, over time. */
export interface Measure {
  readonly key: string;
  readonly scope: string;
  readonly location: string;
  /** The message, with the number that is measured. */
  title: string;
  /** Natural logarithms of one plus the number. */
  readonly series: Series;
  count: number;
  firstMs: number;
  lastMs: number;
  readonly first: { readonly line: EvidenceLine; readonly value: number };
  last: { readonly line: EvidenceLine; readonly value: number };
}
