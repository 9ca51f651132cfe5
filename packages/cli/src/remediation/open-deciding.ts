import { dynamoApprovals, stepFunctionsAnswers, stsCaller } from '@bellwether/aws-adapters';
import type { DecidingPorts } from './decide-request.ts';

/** What deciding asks of AWS; this file alone loads the SDK for it. */
export const openDeciding = (table: string): DecidingPorts => ({
  approvals: dynamoApprovals(table),
  answers: stepFunctionsAnswers(),
  caller: () => stsCaller(),
  now: Date.now,
});
