import { namedResource, type PlaybookSteps, requiredResource } from '../../playbook.ts';
import { allowingTag } from '../../tags.ts';
import type { Concurrency } from './port.ts';

/** A function's name or its ARN without a version. */
const functionForm = /^(?:arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:)?[\w-]{1,64}$/;

const reservedOf = (text: string | undefined): number | 'none' | undefined => {
  if (text === 'none') return 'none';
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
};

export const steps: PlaybookSteps<Concurrency> = {
  precheck: async (functions, finding) => {
    const functionName = namedResource(finding, 'functionName', functionForm);
    if (functionName === undefined) return { kind: 'refused', reason: 'The finding names no function.' };
    const found = await functions.look(functionName);
    if (found === undefined) return { kind: 'not_found', reason: `There is no function ${functionName}.` };
    if (found.account !== finding.account)
      return { kind: 'refused', reason: `The function ${functionName} belongs to another account, ${found.account}.` };
    if (found.reserved === 0)
      return { kind: 'already_right', reason: `The function ${functionName} is kept from running.` };
    if (found.tags[allowingTag.key] !== allowingTag.value)
      return {
        kind: 'refused',
        reason: `The function ${functionName} lacks the tag ${allowingTag.key}=${allowingTag.value}, without which none is throttled.`,
      };
    return {
      kind: 'ready',
      captured: { reserved: String(found.reserved) },
      steps: [`lambda:PutFunctionConcurrency on ${functionName}: reserved ${found.reserved} becomes 0`],
      tags: found.tags,
    };
  },
  apply: async (functions, finding) => {
    await functions.reserve(requiredResource(finding, 'functionName', functionForm), 0);
  },
  verify: async (functions, finding) =>
    (await functions.look(requiredResource(finding, 'functionName', functionForm)))?.reserved === 0,
  rollback: async (functions, finding, captured) => {
    const reserved = reservedOf(captured['reserved']);
    if (reserved === undefined) throw new Error(`What was reserved for the function was not captured.`);
    await functions.reserve(requiredResource(finding, 'functionName', functionForm), reserved);
  },
};
