import { kinesisHandler, type LambdaContext } from '@bellwether/lambda-kit';
import { emitIngest } from '@bellwether/pipeline';
import { ingestStream } from './ingest-stream.ts';
import type { ReplayHandlerOptions } from './replay-handler.ts';

/** Whether `bellwether replay` invoked the function; no event of a stream has the field. */
export const isReplay = (event: unknown): boolean => typeof event === 'object' && event !== null && 'replay' in event;

/** The handler of a stream's events and, loaded with the first, of what `bellwether replay` gives. */
export const streamHandler = (
  options: ReplayHandlerOptions,
): ((event: unknown, context?: LambdaContext) => Promise<unknown>) => {
  const { log, metrics, ports } = options;
  const ingest = ingestStream(ports, options.ingest);
  const ofStream = kinesisHandler({
    log,
    metrics,
    run: async (batch) => {
      await options.refresh();
      emitIngest(metrics, await ingest(batch));
    },
  });
  const openReplays = async () => (await import('./replay-handler.ts')).replayHandler(options);
  let ofReplays: ReturnType<typeof openReplays> | undefined;
  return async (event, context) =>
    isReplay(event) ? (await (ofReplays ??= openReplays()))(event, context) : ofStream(event, context);
};
