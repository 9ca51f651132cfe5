import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { ApprovalRequest } from '@bellwether/ports';

/** The item of a request as the definition of `remediate-finding` puts it; its scenario tests run the definition's own. */
export const itemOfRequest = ({
  findingId,
  playbookId,
  steps,
  digest,
  nonce,
  token,
  expiresMs,
}: ApprovalRequest): Record<string, AttributeValue> => ({
  pk: { S: `remediation#approval#${findingId}` },
  sk: { S: 'request' },
  playbookId: { S: playbookId },
  steps: { S: JSON.stringify(steps) },
  digest: { S: digest },
  nonce: { S: nonce },
  token: { S: token },
  expiresMs: { N: String(expiresMs) },
  ttl: { N: String(Math.ceil(expiresMs / 1_000) + 86_400) },
});
