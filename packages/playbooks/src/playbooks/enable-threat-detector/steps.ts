import { namedResource, type PlaybookSteps, requiredResource } from '../../playbook.ts';
import type { Detectors } from './port.ts';

const detectorForm = /^[0-9a-f]{32}$/;

export const steps: PlaybookSteps<Detectors> = {
  precheck: async (detectors, finding) => {
    const detectorId = namedResource(finding, 'detectorId', detectorForm);
    if (detectorId === undefined) return { kind: 'refused', reason: 'The finding names no detector.' };
    const detector = await detectors.look(detectorId);
    if (detector === undefined)
      return {
        kind: 'not_found',
        reason: `There is no detector ${detectorId}; a deleted detector is made anew by Terraform, not by a playbook.`,
      };
    if (detector.isEnabled)
      return {
        kind: 'already_right',
        reason: `The detector ${detectorId} is enabled. A person removes filters and lists that hide what it finds.`,
      };
    return {
      kind: 'ready',
      captured: { status: 'DISABLED' },
      steps: [`guardduty:UpdateDetector on ${detectorId}: DISABLED becomes ENABLED`],
      tags: detector.tags,
    };
  },
  apply: async (detectors, finding) => {
    await detectors.enable(requiredResource(finding, 'detectorId', detectorForm));
  },
  verify: async (detectors, finding) =>
    (await detectors.look(requiredResource(finding, 'detectorId', detectorForm)))?.isEnabled === true,
  // A slow verification must not switch detection off again.
  rollback: async () => undefined,
};
