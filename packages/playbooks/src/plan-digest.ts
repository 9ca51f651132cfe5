import { createHash } from 'node:crypto';
import type { Finding } from '@bellwether/log-model';
import type { PinnedPlan } from './apply-planned.ts';

/**
 * SHA-256 of all that an approval is about: playbook, finding, the exact calls, and the state that they would change. Each part comes with its
 * length, so that no two plans read the same.
 *
 * @returns 64 hexadecimal digits
 */
export const digestOf = (
  playbookId: string,
  { id, account, region }: Pick<Finding, 'id' | 'account' | 'region'>,
  { steps, captured }: PinnedPlan,
): string => {
  const state = Object.entries(captured).toSorted(([left], [right]) => (left < right ? -1 : 1));
  const hash = createHash('sha256');
  for (const part of [playbookId, id, account, region, String(steps.length), ...steps, ...state.flat()])
    hash.update(`${Buffer.byteLength(part)}:${part}`);
  return hash.digest('hex');
};
