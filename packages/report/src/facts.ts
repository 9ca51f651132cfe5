import type { Finding, Severity, Dataset, Window } from '@bellwether/log-model';

/** What became of every record: `received` is the sum of the rest. Records by reason; integers. */
export interface RecordAccounting {
  readonly received: number;
  readonly classified: number;
  readonly unreadable: Readonly<Record<string, number>>;
  readonly dropped: Readonly<Record<string, number>>;
}

/** Events of one dataset by severity; a severity without events may be left out. */
export interface DatasetCounts {
  readonly dataset: Dataset;
  readonly bySeverity: Readonly<Partial<Record<Severity, number>>>;
}

export interface TemplateFact {
  readonly id: string;
  /** Its log source. */
  readonly scope: string;
  /** The file or log group, for people. */
  readonly location?: string;
  readonly text: string;
  /** Events in the period. */
  readonly count: number;
  readonly severity?: Severity;
  /** First seen in the period. */
  readonly isNew?: boolean;
  /** Events by stretch of the period, at most 48 stretches of equal length. */
  readonly bars?: readonly number[];
  /** A line that it stands for; absent where none is kept. */
  readonly example?: LineFact;
}

/** Events and, among them, errors (ERROR and CRITICAL) of one stretch of the period. */
export interface TimelinePoint {
  readonly startMs: number;
  readonly events: number;
  readonly errors: number;
  /** The same events by severity; absent where only errors were counted apart. */
  readonly bySeverity?: Readonly<Partial<Record<Severity, number>>>;
}

export const remediationStates = [
  'succeeded',
  'failed',
  'rolled_back',
  'rejected',
  'dry_run',
  'waiting',
  'refused',
] as const;
export type RemediationState = (typeof remediationStates)[number];

/** One run of a playbook. */
export interface RemediationFact {
  readonly playbook: string;
  readonly findingId: string;
  /** What was acted on, such as a trail's name. */
  readonly resource: string;
  readonly state: RemediationState;
  readonly startedMs: number;
  readonly endedMs?: number;
  /** What happened, one sentence. */
  readonly sentence: string;
}

/** One planted incident and whether a finding reported it. */
export interface TruthIncident {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly expectedRule: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Findings that reported it; empty when it was missed. */
  readonly findingIds: readonly string[];
}

/** How the findings compare with what was planted; only where the truth is known. */
export interface TruthResult {
  readonly incidents: readonly TruthIncident[];
  /** Findings that match nothing planted. */
  readonly falseFindingIds: readonly string[];
}

/** A line that shows what is said. */
export interface LineFact {
  /** The file or log group. */
  readonly location: string;
  /** Number of the line as an editor counts; absent where the record is not a line of a file. */
  readonly line?: number;
  readonly timeMs: number;
  readonly text: string;
}

/** One failure group: a kind of failure, or several that belong together, with the likely first cause as the title. */
export interface FailureFact {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Sentences about it, the weightiest first: what changed before, what followed, whom it hit. */
  readonly reasons: readonly string[];
  /** Those of the reasons that say what changed before; absent where they are not distinguished. */
  readonly before?: readonly string[];
  /** Those of the reasons that say what followed. */
  readonly after?: readonly string[];
  /** Files or log groups, the first cause's first. */
  readonly where: readonly string[];
  /** Their log sources. */
  readonly scopes: readonly string[];
  readonly count: number;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  readonly goesOn: boolean;
  readonly trend: 'new' | 'rising' | 'steady';
  readonly lines: readonly LineFact[];
  /** Every kind in it, the title's first. */
  readonly kinds: readonly FailureKindFact[];
}

/** One kind of failure of a failure group. */
export interface FailureKindFact {
  readonly title: string;
  readonly severity: Severity;
  readonly location: string;
  readonly count: number;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  readonly lines: readonly LineFact[];
  /** Events by stretch of the period, at most 48 stretches of equal length; absent for what is not a single kind of message. */
  readonly bars?: readonly number[];
}

/** An identity or a source address, and its events. */
export interface ActorFact {
  readonly actor: string;
  readonly events: number;
  /** Events of ERROR or CRITICAL, or whose outcome is a failure. */
  readonly failures: number;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  /** Distinct addresses of an identity, or identities of an address. */
  readonly others: number;
}

/** Who did something, and from where; those with most events first. */
export interface ActorFacts {
  /** Whose records name them: those of CloudTrail, or all. */
  readonly of: 'cloudtrail' | 'all';
  readonly identities: readonly ActorFact[];
  readonly addresses: readonly ActorFact[];
  /** Whether there are more of either. */
  readonly isCut: boolean;
}

/** A file or log group that was read. */
export interface SourceFact {
  readonly location: string;
  readonly dataset: Dataset;
  readonly events: number;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  /** Events by stretch of the period, at most 48 stretches of equal length. */
  readonly bars: readonly number[];
}

/** What the records behind a finding say. */
export interface EvidenceFact {
  readonly lines: readonly LineFact[];
  /** The identity, the source address and the program of the first record that names one. */
  readonly who?: string;
  readonly from?: string;
  readonly agent?: string;
}

/** Requests of one log source, and how many of them the server failed. */
export interface RateFact {
  readonly location: string;
  readonly requests: number;
  readonly serverErrors: number;
}

/** All a report says, as figures. Same facts, same bytes. */
export interface ReportFacts {
  readonly title: string;
  readonly period: Window;
  /** Times of the first and the last event; absent where only windows are known. */
  readonly seen?: { readonly firstMs: number; readonly lastMs: number };
  readonly records: RecordAccounting;
  readonly datasets: readonly DatasetCounts[];
  readonly templates: readonly TemplateFact[];
  readonly findings: readonly Finding[];
  /** Findings of the period that found no room; absent where there are none. */
  readonly furtherFindings?: number;
  /** Records that findings were made of, by the finding's id; absent where nobody looked them up. */
  readonly evidence?: ReadonlyMap<string, EvidenceFact>;
  /** What failed, the weightiest first; absent where nobody gathered it. */
  readonly failures?: readonly FailureFact[];
  /** Events of kinds of failures that found no room and are only counted; absent where there are none. */
  readonly furtherFailures?: number;
  /** Absent where nobody gathered them. */
  readonly rates?: readonly RateFact[];
  readonly actors?: ActorFacts;
  /** What the names of all locations begin with; it is left out of them. Absent where there is none. */
  readonly folder?: string;
  /** The busiest first. */
  readonly sources?: readonly SourceFact[];
  readonly timeline: readonly TimelinePoint[];
  /** Length of a point of the timeline, milliseconds; absent where their distance says it. */
  readonly timelineStepMs?: number;
  readonly remediations: readonly RemediationFact[];
  readonly truth?: TruthResult;
  /** The state folder as commands name it; absent where there is none. */
  readonly stateFolder?: string;
}
