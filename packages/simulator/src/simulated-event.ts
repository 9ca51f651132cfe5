/** What can be planted in a day. Each kind happens once. */
export const incidentKinds = [
  'new-exception',
  'log-storm',
  'service-silent',
  'brute-force-login',
  'trail-disabled',
  'port-scan',
] as const;
export type IncidentKind = (typeof incidentKinds)[number];

/** One log event as its service writes it. A stack trace is one event of several lines; a CloudTrail event is one JSON record. */
export interface SimulatedEvent {
  /** Event time, epoch milliseconds UTC. */
  readonly timestampMs: number;
  readonly account: string;
  readonly region: string;
  readonly logGroup: string;
  readonly logStream: string;
  readonly message: string;
  /** Present on the events an incident wrote: the `id` of its `PlannedIncident`. */
  readonly incidentId?: string;
}

/** What a day is made of. The same options always give the same events. */
export interface SimulateOptions {
  /** A safe integer. */
  readonly seed: number;
  /** First millisecond of the day, epoch milliseconds UTC. The daily curve follows the UTC hour. */
  readonly startMs: number;
  /** Events in the day, 1,000 or more; 220,000 by default. Met within 2 % from 50,000 up. */
  readonly events?: number;
  /** Twelve digits. */
  readonly account?: string;
  readonly region?: string;
  /** Which incidents to plant; all by default. */
  readonly incidents?: readonly IncidentKind[];
}

/** The truth about one planted incident. Its window is half-open, `[startMs, endMs)`. */
export interface PlannedIncident {
  readonly id: string;
  readonly kind: IncidentKind;
  readonly startMs: number;
  readonly endMs: number;
  /** One sentence for a person. */
  readonly title: string;
  /** The rule or detector that should raise it. */
  readonly expectedRule: string;
  readonly logGroup: string;
  /** What it concerns: a service, a trail, a principal, an ENI. */
  readonly resource: string;
  /** Where it comes from, when it has an address. */
  readonly sourceAddress?: string;
  /** Events that carry its id; 0 for a silence, which shows in what is missing. */
  readonly eventCount: number;
}
