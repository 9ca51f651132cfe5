import { athenaArchive, s3Lake } from '@bellwether/aws-adapters';
import { openLog } from '@bellwether/lambda-kit';
import { taskHandler } from '@bellwether/lambda-kit/task-handler';
import { PlanWindowsRequest, PlanWindowsResult } from './contract.ts';
import { readEnv } from './env.ts';
import { planWindowsTask } from './plan-windows.ts';

const env = readEnv(process.env);
const { ARCHIVE_DATABASE: database, ARCHIVE_WORKGROUP: workgroup } = env;
const log = openLog();

const plan = planWindowsTask(
  {
    lake: s3Lake(env.LAKE_BUCKET, undefined),
    archive: database && workgroup ? athenaArchive({ database, workgroup }) : undefined,
    clock: { now: Date.now },
  },
  {
    maxUsd: env.MAX_READING_USD,
    deadlineSeconds: 900,
    concurrency: env.WINDOWS_AT_ONCE,
    eventRetentionDays: env.EVENT_RETENTION_DAYS,
  },
);

export const handler = taskHandler({
  input: PlanWindowsRequest,
  output: PlanWindowsResult,
  log,
  run: async (request) => {
    const planned = await plan(request);
    log.info('An analysis was planned.', {
      decision: planned.decision,
      windows: planned.windows,
      plan: planned.reason,
    });
    return planned;
  },
});
