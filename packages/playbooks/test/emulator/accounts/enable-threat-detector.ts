import {
  CreateDetectorCommand,
  DeleteDetectorCommand,
  GetDetectorCommand,
  GuardDutyClient,
} from '@aws-sdk/client-guardduty';
import type { EmulateAccount } from '../emulated-account.ts';

/** A suspended detector. */
export const emulateAccount: EmulateAccount = async () => {
  const guardDuty = new GuardDutyClient({});
  const { DetectorId = '' } = await guardDuty.send(new CreateDetectorCommand({ Enable: false }));
  return {
    resources: { detectorId: DetectorId },
    settings: {},
    look: async () => (await guardDuty.send(new GetDetectorCommand({ DetectorId }))).Status,
    remove: async () => {
      await guardDuty.send(new DeleteDetectorCommand({ DetectorId }));
    },
  };
};
