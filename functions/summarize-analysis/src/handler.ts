import {
  bedrockModel,
  dynamoAnalysisRuns,
  dynamoAnalyzedWindows,
  dynamoFindings,
  dynamoSpending,
  s3Lake,
} from '@bellwether/aws-adapters';
import { openLog, openMetrics } from '@bellwether/lambda-kit';
import { taskHandler } from '@bellwether/lambda-kit/task-handler';
import { readFindings } from '@bellwether/queries';
import { chooseNarrator } from './choose-narrator.ts';
import { SummarizeAnalysisRequest, SummarizeAnalysisResult } from './contract.ts';
import { readEnv } from './env.ts';
import { narrateOnce, summarizeAnalysis } from './summarize-analysis.ts';

const env = readEnv(process.env);
const [log, metrics] = [openLog(), openMetrics()];
const retention = { retentionDays: env.ANALYSIS_RETENTION_DAYS };
const lake = s3Lake(env.LAKE_BUCKET, undefined);
const { MODEL_ID: modelId, MODEL_BASE_ID: baseModelId } = env;
const model = modelId && bedrockModel({ modelId, ...(baseModelId === undefined ? {} : { baseModelId }) });
const paid = model ? { model, spending: dynamoSpending(env.ANALYSES_TABLE, { retentionDays: 35 }) } : undefined;

const summarize = summarizeAnalysis({
  lake,
  windows: dynamoAnalyzedWindows(env.ANALYSES_TABLE, retention),
  runs: dynamoAnalysisRuns(env.ANALYSES_TABLE, retention),
  reads: readFindings(dynamoFindings(env.FINDINGS_TABLE, retention)),
  narrate: narrateOnce(lake, { narrator: chooseNarrator(paid, env), modelId }),
});

export const handler = taskHandler({
  input: SummarizeAnalysisRequest,
  output: SummarizeAnalysisResult,
  log,
  metrics,
  run: async (request) => {
    const result = await summarize(request);
    metrics.add('WindowsMissing', result.planned - result.analyzed);
    metrics.add('ModelFallbacks', modelId !== undefined && result.writtenBy === 'facts' ? 1 : 0);
    log.info('An analysis was reported.', { report: result.page, coverage: result.coverage });
    return result;
  },
});
