import type { LogEvent } from '@bellwether/log-events';
import type { LogSourceSketch } from './records.ts';
import { emptySeries } from './series.ts';

const activityBins = 4_096;
const requestBins = 256;

/** What is known of a log source before its first event is counted. */
export const emptySource = (scope: string, event: LogEvent, location: string): LogSourceSketch => ({
  dataset: event.dataset,
  scope,
  location,
  count: 0,
  firstMs: event.timestampMs,
  lastMs: event.timestampMs,
  stream: '',
  streamLastMs: -Infinity,
  activity: emptySeries(activityBins),
  requests: emptySeries(requestBins),
  changes: new Map(),
  signIns: new Map(),
  probes: new Map(),
  secrets: new Map(),
  transfers: new Map(),
});
