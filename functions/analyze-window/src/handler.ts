import { athenaArchive, dynamoAnalyzedWindows, dynamoTemplateReader, s3Lake } from '@bellwether/aws-adapters';
import { openLog, openMetrics } from '@bellwether/lambda-kit';
import { taskHandler } from '@bellwether/lambda-kit/task-handler';
import { AnalyzeWindowRequest, AnalyzeWindowResult } from './contract.ts';
import { analyzeWindowTask } from './analyze-window.ts';
import { readEnv } from './env.ts';

const env = readEnv(process.env);
const { ARCHIVE_DATABASE: database, ARCHIVE_WORKGROUP: workgroup } = env;
const [log, metrics] = [openLog(), openMetrics()];
/** A window of many events takes its query longer than a person would wait. */
const maxMs = 300_000;

const analyze = analyzeWindowTask({
  lake: s3Lake(env.LAKE_BUCKET, undefined),
  windows: dynamoAnalyzedWindows(env.ANALYSES_TABLE, { retentionDays: env.ANALYSIS_RETENTION_DAYS }),
  archive: database && workgroup ? athenaArchive({ database, workgroup, maxMs }) : undefined,
  templates: dynamoTemplateReader(env.TEMPLATES_TABLE),
  clock: { now: Date.now },
});

export const handler = taskHandler({
  input: AnalyzeWindowRequest,
  output: AnalyzeWindowResult,
  log,
  metrics,
  run: async (request, context) => {
    const result = await analyze(request, context.remainingMs());
    metrics.addSplit('AnalysisWindows', result.outcome, 1);
    if (result.reason !== undefined) log.warn('A window could not be analysed.', { ...request, reason: result.reason });
    return result;
  },
});
