import type { PlaybookDeployment } from '../../deployment.ts';
import { unlessProtected } from '../../tags.ts';

const resources = ['arn:{partition}:guardduty:{region}:{account}:detector/*'];

export const deployment: PlaybookDeployment = {
  commands: {
    'client-guardduty/GetDetectorCommand': ['guardduty:GetDetector'],
    'client-guardduty/UpdateDetectorCommand': ['guardduty:UpdateDetector'],
  },
  look: [{ sid: 'LookAtDetectors', actions: ['guardduty:GetDetector'], resources }],
  // IAM cannot tell enabling from suspending; the code only ever enables.
  act: [{ sid: 'EnableDetectors', actions: ['guardduty:UpdateDetector'], resources, conditions: unlessProtected }],
};
