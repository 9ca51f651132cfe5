import type { IncidentKind, PlannedIncident } from './simulated-event.ts';

/** The truth about a day as it is written to a file. Times are ISO 8601 UTC, windows half-open. */
export interface TruthFile {
  /** Goes up when a field changes its meaning or goes away. */
  readonly version: 1;
  readonly seed: number;
  readonly start: string;
  readonly incidents: readonly {
    readonly id: string;
    readonly kind: IncidentKind;
    readonly start: string;
    readonly end: string;
    readonly title: string;
    readonly expectedRule: string;
    readonly logGroup: string;
    readonly resource: string;
    readonly sourceAddress?: string;
    readonly eventCount: number;
  }[];
}

/** Puts a plan into the shape of its file. `day` is what the plan was made with. */
export const truthFileOf = (
  plan: readonly PlannedIncident[],
  day: { readonly seed: number; readonly startMs: number },
): TruthFile => ({
  version: 1,
  seed: day.seed,
  start: new Date(day.startMs).toISOString(),
  incidents: plan.map(({ startMs, endMs, id, kind, ...rest }) => ({
    id,
    kind,
    start: new Date(startMs).toISOString(),
    end: new Date(endMs).toISOString(),
    ...rest,
  })),
});
