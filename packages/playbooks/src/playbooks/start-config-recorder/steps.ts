import { namedResource, type PlaybookSteps, requiredResource } from '../../playbook.ts';
import type { Recorders } from './port.ts';

const recorderForm = /^[\w.-]{1,256}$/;

export const steps: PlaybookSteps<Recorders> = {
  precheck: async (recorders, finding) => {
    const recorderName = namedResource(finding, 'recorderName', recorderForm);
    if (recorderName === undefined) return { kind: 'refused', reason: 'The finding names no configuration recorder.' };
    const status = await recorders.status(recorderName);
    if (status === 'not_found')
      return {
        kind: 'not_found',
        reason: `There is no configuration recorder ${recorderName}; a deleted one is made anew by Terraform.`,
      };
    if (status === 'recording')
      return { kind: 'already_right', reason: `The configuration recorder ${recorderName} is recording.` };
    return {
      kind: 'ready',
      captured: { status },
      steps: [`config:StartConfigurationRecorder on ${recorderName}`],
      // An account has one recorder of its own in a region, and starting it disturbs nothing.
      tags: {},
    };
  },
  apply: async (recorders, finding) => {
    await recorders.start(requiredResource(finding, 'recorderName', recorderForm));
  },
  verify: async (recorders, finding) =>
    (await recorders.status(requiredResource(finding, 'recorderName', recorderForm))) === 'recording',
  // A slow verification must not stop the record of changes again.
  rollback: async () => undefined,
};
