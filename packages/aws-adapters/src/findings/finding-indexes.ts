/** A global secondary index of the findings table: over a text key and `lastSeenMs` (number), for what was seen at what time. */
export interface FindingIndex {
  readonly name: 'by-day' | 'by-severity' | 'by-scope' | 'by-state';
  readonly key: 'day' | 'severityDay' | 'scopeKey' | 'stateDay';
  /** Attributes that it contains beside the keys. */
  readonly include: readonly string[];
}

/**
 * The indexes as the stack makes them. `by-day` contains what a list is put in order by, and the state, by which new findings are distinguished from
 * the rest: `by-state` contains those alone of which something was made.
 */
export const findingIndexes: readonly FindingIndex[] = [
  { name: 'by-day', key: 'day', include: ['severityDay', 'score', 'state'] },
  { name: 'by-severity', key: 'severityDay', include: [] },
  { name: 'by-scope', key: 'scopeKey', include: [] },
  { name: 'by-state', key: 'stateDay', include: [] },
];
