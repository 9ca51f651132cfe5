import { analysisVariables, modelVariables } from '@bellwether/analysis';
import { defineEnv } from '@bellwether/env';
import * as z from 'zod/mini';

const { LAKE_BUCKET, ANALYSES_TABLE, ANALYSIS_RETENTION_DAYS } = analysisVariables;

export const readEnv = defineEnv({
  LAKE_BUCKET,
  ANALYSES_TABLE,
  ANALYSIS_RETENTION_DAYS,
  ...modelVariables,
  FINDINGS_TABLE: z.string().check(z.meta({ description: 'DynamoDB table of the findings, which are read.' })),
});
