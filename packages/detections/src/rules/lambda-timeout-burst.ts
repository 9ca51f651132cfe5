import type { DetectionRule } from '@bellwether/log-model';
import { line, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'lambda-timeout-burst',
  title: 'A Lambda function times out again and again',
  description:
    'Invocations of one function were cut off at its time limit. Look for a slow dependency first, then at the limit and the memory, which also sets the CPU share.',
  severity: 'ERROR',
  score: 0.75,
  dataset: 'lambda',
  selections: {
    text: { 'message|contains': 'Task timed out after' },
    platform: { type: 'platform.report', 'record.status': 'timeout' },
  },
  condition: 'text or platform',
  threshold: { count: 5, groupBy: ['logGroup'] },
  dedupeBy: ['logGroup'],
  resources: { logGroup: 'logGroup' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A dependency that is down for maintenance.'],
  response: [
    'Look for a slow dependency first, then at the limit.',
    'Raise the memory too: it sets the share of the processor.',
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html'],
};

const say = (text: string): ReturnType<typeof line> => line('/aws/lambda/orders', text);
const requestId = '6f747994-7a3c-4c1b-9d0e-0b5a3c1d2e4f';
const report = (status: string): string =>
  JSON.stringify({
    time: '2026-03-02T09:15:03.004Z',
    type: 'platform.report',
    record: {
      requestId,
      status,
      metrics: { durationMs: 3000, billedDurationMs: 3000, memorySizeMB: 128, maxMemoryUsedMB: 71 },
    },
  });

export const evidence = (): RuleEvidence => ({
  hits: [say(`2026-03-02T09:15:03.004Z ${requestId} Task timed out after 3.00 seconds`), say(report('timeout'))],
  misses: [
    say(
      `REPORT RequestId: ${requestId}\tDuration: 46.10 ms\tBilled Duration: 47 ms\tMemory Size: 512 MB\tMax Memory Used: 190 MB\t`,
    ),
    say(report('success')),
    say(`2026-03-02T09:15:03.004Z\t${requestId}\tWARN\tPartner 17 timed out, trying again`),
  ],
});
