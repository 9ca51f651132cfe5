import type { ActorList, ActorsQuery } from './contracts/actors.ts';
import type {
  ContextQuery,
  EventCounts,
  EventCountsQuery,
  EventField,
  EventsQuery,
  EventView,
  ScanQuery,
} from './contracts/events.ts';
import type { FindingByIdQuery, FindingField, FindingsQuery, FindingView } from './contracts/findings.ts';
import type { GroupsQuery, GroupView } from './contracts/groups.ts';
import type { Page } from './contracts/page.ts';
import type { RemediationsQuery, RemediationView } from './contracts/remediations.ts';
import type { ReportsQuery, ReportView } from './contracts/reports.ts';
import type { Series, SeriesQuery } from './contracts/series.ts';
import type { TemplatesQuery, TemplateView } from './contracts/templates.ts';

/** A query that may name the fields of its items. */
type Selecting<Query, Field extends string> = Omit<Query, 'fields'> & {
  readonly fields?: readonly Field[] | undefined;
};

/**
 * Questions that the stores answer: what was found, and what was counted.
 *
 * Every method throws `QueryError` when the question breaks its contract or cannot be answered within its bounds, and `PortError`
 * when a store fails.
 */
export interface StoreReads {
  findings<Field extends FindingField = FindingField>(
    query: Selecting<FindingsQuery, Field>,
  ): Promise<Page<Pick<FindingView, Field>>>;
  finding(query: FindingByIdQuery): Promise<FindingView | undefined>;
  templates(query: TemplatesQuery): Promise<Page<TemplateView>>;
  series(query: SeriesQuery): Promise<Series>;
}

/** Questions that the archive of events answers. Throws like `StoreReads`. */
export interface ArchiveReads {
  events<Field extends EventField = EventField>(
    query: Selecting<EventsQuery, Field>,
  ): Promise<Page<Pick<EventView, Field>>>;
  /** Every event of a filter, each once, in parts and in no particular order. Read once; leaving the loop early ends it. */
  scan<Field extends EventField = EventField>(
    query: Selecting<ScanQuery, Field>,
  ): AsyncIterable<readonly Pick<EventView, Field>[]>;
  /** The lines around a line, and the line itself where it is still archived, oldest first. */
  context<Field extends EventField = EventField>(
    query: Selecting<ContextQuery, Field>,
  ): Promise<{ readonly lines: readonly Pick<EventView, Field>[] }>;
  eventCounts(query: EventCountsQuery): Promise<EventCounts>;
  actors(query: ActorsQuery): Promise<ActorList>;
}

/** Questions about what was done. Throws like `StoreReads`, with `not_kept` where nothing of the kind is stored. */
export interface ActionReads {
  groups(query: GroupsQuery): Promise<Page<GroupView>>;
  remediations(query: RemediationsQuery): Promise<Page<RemediationView>>;
  reports(query: ReportsQuery): Promise<Page<ReportView>>;
}

/** Everything people ask. The report, the command line, the API and the dashboard read through it. */
export interface ReadModel extends StoreReads, ArchiveReads, ActionReads {}
