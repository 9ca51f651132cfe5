import type { MetricSink } from '@bellwether/lambda-kit';
import { emitIngest } from '@bellwether/pipeline';
import type { CloudTrailResult } from './ingest-cloudtrail.ts';

/** Writes what became of a message's files and records as metrics. */
export const emitCloudTrail = (metrics: Pick<MetricSink, 'add' | 'addSplit'>, result: CloudTrailResult): void => {
  emitIngest(metrics, result);
  metrics.add('ObjectsRead', result.objectsRead);
  metrics.add('ObjectsVanished', result.objectsVanished);
};
