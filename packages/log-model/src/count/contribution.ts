import { severities, datasets, type LogEvent, windowStart } from '@bellwether/log-events';
import { isRuleScope, scopeOf } from './scope.ts';

/**
 * What one record adds to one counter. Counters live in rows of (`scope`, `windowStartMs`); a row has many named fields.
 */
export interface CountContribution {
  /** Position of the record in its shard; compares as a string of equal length (Kinesis sequence numbers, padded ordinals). */
  readonly sequence: string;
  readonly scope: string;
  /** Start of the five-minute event-time window, epoch milliseconds UTC. */
  readonly windowStartMs: number;
  /** Such as `events`, `severity:ERROR`, `dataset:rds/ERROR`, `template:<id>`, `value:22`. */
  readonly field: string;
  /** Events to add; integer, 1 or more. */
  readonly count: number;
}

/** Whether a contribution counts the events themselves: every event adds one such, which is never folded. */
export const isEvents = ({ scope, field }: CountContribution): boolean => field === 'events' && !isRuleScope(scope);

/** Events in contributions; integer. */
export const sumOfEvents = (contributions: readonly CountContribution[]): number =>
  contributions.reduce((sum, contribution) => sum + (isEvents(contribution) ? contribution.count : 0), 0);

/** A row of counters: every field of one scope in one window. */
export interface WindowCounts {
  readonly scope: string;
  readonly windowStartMs: number;
  readonly fields: Readonly<Record<string, number>>;
}

/** An event with the position of the record that held it. */
export interface SequencedEvent {
  readonly sequence: string;
  readonly event: LogEvent;
  /** Names of what a call of the trail changes. */
  readonly changed?: string;
}

type Sum = { -readonly [Key in keyof CountContribution]: CountContribution[Key] };

/** The sums of one record in one row of counters, by field. */
type RowSums = Map<string, Sum>;

/** Names of the fields that an event's severity decides, made once. */
const severityField = Object.fromEntries(severities.map((severity) => [severity, `severity:${severity}`]));
const datasetField = Object.fromEntries(
  datasets.map((dataset) => [
    dataset,
    Object.fromEntries(severities.map((severity) => [severity, `dataset:${dataset}/${severity}`])),
  ]),
);

/**
 * Sums what records add to counters; sums come out in the order they began in.
 *
 * A row is found through nested maps, and the last one is remembered: neighbours mostly share record, scope and window.
 */
export class ContributionSums {
  readonly all: Sum[] = [];
  readonly #rows = new Map<string, Map<string, Map<number, RowSums>>>();
  #sequence = '';
  #scope = '';
  #windowStartMs = Number.NaN;
  #row: RowSums = new Map();

  /** Chooses the row that `add` adds to. */
  open(sequence: string, scope: string, windowStartMs: number): void {
    if (windowStartMs === this.#windowStartMs && scope === this.#scope && sequence === this.#sequence) return;
    this.#sequence = sequence;
    this.#scope = scope;
    this.#windowStartMs = windowStartMs;
    let scopes = this.#rows.get(sequence);
    if (!scopes) this.#rows.set(sequence, (scopes = new Map<string, Map<number, RowSums>>()));
    let windows = scopes.get(scope);
    if (!windows) scopes.set(scope, (windows = new Map<number, RowSums>()));
    let row = windows.get(windowStartMs);
    if (!row) windows.set(windowStartMs, (row = new Map<string, Sum>()));
    this.#row = row;
  }

  /** Adds one event to a field of the row. */
  add(field: string): void {
    const sum = this.#row.get(field);
    if (sum) {
      sum.count += 1;
      return;
    }
    const begun = {
      sequence: this.#sequence,
      scope: this.#scope,
      windowStartMs: this.#windowStartMs,
      field,
      count: 1,
    };
    this.#row.set(field, begun);
    this.all.push(begun);
  }
}

/**
 * What a list of events adds to the counters of their scopes: the events of each window in all, by severity, by
 * dataset with severity, and by template. Contributions of one record to one field are summed, and come in sequence order.
 */
export const countEvents = (events: readonly SequencedEvent[]): readonly CountContribution[] => {
  const sums = new ContributionSums();
  const templateFields = new Map<string, string>();
  let scope = '';
  let before: LogEvent | undefined;
  for (const { sequence, event } of events) {
    const { severity, dataset, templateId } = event;
    if (before?.logGroup !== event.logGroup || before.account !== event.account || before.dataset !== dataset)
      scope = scopeOf(event);
    before = event;
    let templateField = templateFields.get(templateId);
    if (templateField === undefined) templateFields.set(templateId, (templateField = `template:${templateId}`));
    sums.open(sequence, scope, windowStart(event.timestampMs));
    sums.add('events');
    sums.add(severityField[severity] ?? `severity:${severity}`);
    sums.add(datasetField[dataset]?.[severity] ?? `dataset:${dataset}/${severity}`);
    sums.add(templateField);
  }
  return sums.all;
};
