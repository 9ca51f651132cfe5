import { minuteMs, type Severity } from '@bellwether/log-events';
import type { EvidenceLine, FailureKind } from './records.ts';

export type SignalKind =
  | 'failure'
  | 'notice'
  | 'shift'
  | 'latency'
  | 'growth'
  | 'transfer'
  | 'secrets'
  | 'silence'
  | 'clock'
  | 'sign-ins'
  | 'probes';

/** One thing that a person may want to know: a kind of failure, or what the log sources show besides. */
export interface Signal {
  readonly what: SignalKind;
  readonly severity: Severity;
  /** The message itself, or the sentence that says what was measured. */
  readonly title: string;
  readonly cause?: string;
  readonly frame?: string;
  readonly location: string;
  readonly scope: string;
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** When it began to be unusual; undefined for what was always so. */
  readonly onsetMs?: number;
  readonly isNew: boolean;
  readonly isRequest: boolean;
  readonly isException: boolean;
  readonly lines: readonly EvidenceLine[];
  /** Sentences about this signal alone. */
  readonly notes: readonly string[];
  readonly kind?: FailureKind;
  /** What it is about besides its location, such as an address or a route: two subjects are two findings. */
  readonly subject?: string;
}

/** What signals that are not kinds of failure have in common. */
export const base = { isRequest: false, isException: false, isNew: true, notes: [] } as const;

/** A length of time for people. */
export const minutes = (lengthMs: number): string => {
  const total = Math.round(lengthMs / minuteMs);
  return total < 120 ? `${total} min` : `${Math.floor(total / 60)} h ${total % 60} min`;
};

/** A measured number for people: three digits at most, whole from 100 on. */
export const rounded = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en-US') : String(Math.round(value * 10) / 10);
