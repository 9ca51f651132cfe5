import { analysisVariables } from '@bellwether/analysis';
import { defineEnv } from '@bellwether/env';
import * as z from 'zod/mini';

const { LAKE_BUCKET, ANALYSES_TABLE, ANALYSIS_RETENTION_DAYS, ARCHIVE_DATABASE, ARCHIVE_WORKGROUP } = analysisVariables;

export const readEnv = defineEnv({
  LAKE_BUCKET,
  ANALYSES_TABLE,
  ANALYSIS_RETENTION_DAYS,
  ARCHIVE_DATABASE,
  ARCHIVE_WORKGROUP,
  TEMPLATES_TABLE: z.string().check(z.meta({ description: 'DynamoDB table of the mined templates.' })),
});
