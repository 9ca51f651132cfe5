import type { LambdaContext, MetricSink, Observed } from '@bellwether/lambda-kit';
import { taskHandler } from '@bellwether/lambda-kit/task-handler';
import { emitIngest, replayAnswerSchema, replayCallSchema } from '@bellwether/pipeline';
import type { IngestStreamOptions, IngestStreamPorts } from './ingest-stream.ts';
import { ingestReplays } from './ingest-replays.ts';

export interface ReplayHandlerOptions extends Observed {
  readonly metrics: MetricSink;
  readonly ports: IngestStreamPorts;
  readonly ingest: IngestStreamOptions;
  /** Bucket of the deployment's lake. */
  readonly ownLake: string;
  /** Brings the settings up to date before each run. */
  readonly refresh: () => Promise<unknown>;
}

/** The handler of a direct invocation by `bellwether replay`; loaded with the first. */
export const replayHandler = (
  options: ReplayHandlerOptions,
): ((event: unknown, context?: LambdaContext) => Promise<unknown>) => {
  const ingest = ingestReplays(options.ports, options.ingest, options.ownLake);
  return taskHandler({
    ...options,
    input: replayCallSchema,
    output: replayAnswerSchema,
    run: async (call) => {
      await options.refresh();
      const result = await ingest(call);
      emitIngest(options.metrics, result);
      const { classified, unreadable } = result.accounting;
      return { events: classified, unreadable: Object.values(unreadable).reduce((sum, count) => sum + count, 0) };
    },
  });
};
