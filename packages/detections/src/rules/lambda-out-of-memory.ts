import type { DetectionRule } from '@bellwether/log-model';
import { line, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'lambda-out-of-memory',
  title: 'A Lambda function runs out of memory',
  description:
    'Invocations of one function were killed at its memory limit. Look for what grows with its input, then at the limit.',
  severity: 'ERROR',
  score: 0.75,
  dataset: 'lambda',
  selections: {
    killed: {
      'message|contains': [
        'Runtime exited with error: signal: killed',
        'Error Type: Runtime.OutOfMemory',
        'JavaScript heap out of memory',
      ],
    },
    platform: { type: 'platform.report', 'record.errorType': 'Runtime.OutOfMemory' },
  },
  condition: 'killed or platform',
  threshold: { count: 3, groupBy: ['logGroup'] },
  dedupeBy: ['logGroup'],
  resources: { logGroup: 'logGroup' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A function that is meant to be tried at its limit.'],
  response: [
    'Look for what grows with its input: a body that is read whole, a cache without a bound.',
    'Raise the memory limit if the growth is meant.',
  ],
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html'],
};

const requestId = '6f747994-7a3c-4c1b-9d0e-0b5a3c1d2e4f';
const say = (text: string): ReturnType<typeof line> => line('/aws/lambda/orders', text);

export const evidence = (): RuleEvidence => ({
  hits: [
    say(`RequestId: ${requestId} Error: Runtime exited with error: signal: killed\nRuntime.ExitError`),
    say(
      `REPORT RequestId: ${requestId}\tDuration: 803.11 ms\tBilled Duration: 804 ms\tMemory Size: 128 MB\tMax Memory Used: 128 MB\tStatus: error\tError Type: Runtime.OutOfMemory`,
    ),
  ],
  misses: [
    say(
      `REPORT RequestId: ${requestId}\tDuration: 46.10 ms\tBilled Duration: 47 ms\tMemory Size: 128 MB\tMax Memory Used: 120 MB\t`,
    ),
    say(`2026-03-02T09:15:03.004Z\t${requestId}\tINFO\tOut of memory budget left: 20 %`),
  ],
});
