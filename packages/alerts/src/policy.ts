import type { Severity, Dataset } from '@bellwether/log-model';

export type GroupKey = 'rule' | 'account' | 'region' | 'scope' | 'dedupeKey';

/** Which findings are one alert, and how often it speaks. As the settings document `grouping` has it. */
export interface Grouping {
  readonly by: readonly GroupKey[];
  /** Length of a group's window of event time, in minutes. */
  readonly windowMinutes: number;
  /** Minutes from one message to the next while more comes; doubled after each roll-up. */
  readonly rollUpMinutes: number;
  readonly maxRollUpMinutes: number;
  /** Minutes without anything new, by the clock, after which a group has recovered. */
  readonly recoverMinutes: number;
  /** Returns after which a group counts as flapping, and needs ever longer quiet to recover. */
  readonly flapsBeforeDamping: number;
}

export const defaultGrouping: Grouping = {
  by: ['rule', 'account'],
  windowMinutes: 360,
  rollUpMinutes: 60,
  maxRollUpMinutes: 1_440,
  recoverMinutes: 60,
  flapsBeforeDamping: 3,
};

/** Findings that are stored and counted, but notify nobody until a time. Everything that the mute names has to match. */
export interface Mute {
  readonly rule?: string;
  readonly dataset?: Dataset;
  /** The scope after its account. */
  readonly logGroup?: string;
  readonly account?: string;
  /** ISO 8601, UTC. */
  readonly until: string;
  readonly reason: string;
  readonly by?: string;
}

/** The outputs that findings which match are sent to. */
export interface Route {
  readonly minSeverity: Severity;
  readonly datasets?: readonly Dataset[];
  readonly scopes?: readonly string[];
  readonly rules?: readonly string[];
  readonly accounts?: readonly string[];
  readonly team?: string;
  readonly outputs: readonly string[];
}

/** Where the archive can be queried: a database of the Glue catalog, and the Athena workgroup that pays for it. */
export interface ArchiveLocation {
  readonly region: string;
  readonly database: string;
  readonly workgroup: string;
}

/** Everything that people may set about alerts. */
export interface AlertPolicy {
  /** Findings less severe than this are stored without notifying anyone. */
  readonly alertMinSeverity: Severity;
  /** Anomalies with a lower score, in [0, 1], are stored without notifying anyone. */
  readonly anomalyMinScore: number;
  readonly grouping: Grouping;
  readonly mutes: readonly Mute[];
  readonly routes: readonly Route[];
  /** Named in messages, with a query for a group's events; absent where there is no catalog. */
  readonly archive?: ArchiveLocation;
}
