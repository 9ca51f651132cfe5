import { namedResource, type PlaybookSteps, requiredResource } from '../../playbook.ts';
import type { KeyDeletions } from './port.ts';

/** A key's id or ARN. An alias is another thing each time somebody moves it. */
const keyForm =
  /^(?:arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/)?(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export const steps: PlaybookSteps<KeyDeletions> = {
  precheck: async (keys, finding) => {
    const keyId = namedResource(finding, 'keyId', keyForm);
    if (keyId === undefined) return { kind: 'refused', reason: 'The finding names no key by its id or ARN.' };
    const key = await keys.look(keyId);
    if (key === undefined) return { kind: 'not_found', reason: `There is no key ${keyId}.` };
    if (key.account !== finding.account)
      return { kind: 'refused', reason: `The key ${keyId} belongs to another account, ${key.account || 'unknown'}.` };
    if (!key.isPending) return { kind: 'already_right', reason: `No deletion of the key ${keyId} is pending.` };
    return {
      kind: 'ready',
      captured: { state: 'pending deletion' },
      steps: [`kms:CancelKeyDeletion on ${keyId}: the key stays disabled until a person enables it`],
      tags: key.tags,
    };
  },
  apply: async (keys, finding) => {
    const keyId = requiredResource(finding, 'keyId', keyForm);
    // KMS refuses to cancel what is not pending, and a second run is to change nothing.
    if ((await keys.look(keyId))?.isPending !== false) await keys.cancel(keyId);
  },
  verify: async (keys, finding) => (await keys.look(requiredResource(finding, 'keyId', keyForm)))?.isPending === false,
  // Scheduling the deletion again would lose what is encrypted under the key.
  rollback: async () => undefined,
};
