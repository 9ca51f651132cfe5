import type { Finding, Severity, Dataset } from '@bellwether/log-model';

/** The message to people about one finding. Text is redacted and bounded; each sink escapes it for its channel. */
export interface Alert {
  /** The finding's id: a sink that can drop repeats does so by it. */
  readonly id: string;
  readonly kind: Finding['kind'];
  readonly severity: Severity;
  readonly dataset: Dataset;
  /** At most 100 characters, no control characters. */
  readonly subject: string;
  /** Plain text, at most 8 KB. */
  readonly body: string;
}

export interface AlertSink {
  notify(alert: Alert): Promise<void>;
}

/** Starts a workflow at most once per name. */
export interface WorkflowStarter {
  /** `name` is at most 80 characters of `[A-Za-z0-9_-]`. */
  start(name: string, input: unknown): Promise<'started' | 'already_started'>;
}

/** One run of a workflow. */
export interface WorkflowRun {
  /** The name that it was started by. */
  readonly name: string;
  readonly state: 'running' | 'succeeded' | 'failed';
  /** Epoch milliseconds UTC. */
  readonly startedMs: number;
  /** Absent while it runs. */
  readonly endedMs?: number;
  /** What it ended with, as JSON text; of one that succeeded. */
  readonly output?: string;
  /** Name and sentence of the error; of one that failed. */
  readonly error?: string;
  readonly cause?: string;
}

/** The runs of one workflow. */
export interface WorkflowRuns {
  /** All that are kept, the newest first; those that began in one second may come in any order. */
  newest(): AsyncIterable<Pick<WorkflowRun, 'name' | 'startedMs'>>;
  get(name: string): Promise<WorkflowRun | undefined>;
}
