import type { PlaybookDeployment } from '../../deployment.ts';

const reason = 'An account has one recorder of its own in a region, and older regions judge these actions on `*` only.';

export const deployment: PlaybookDeployment = {
  commands: {
    'client-config-service/DescribeConfigurationRecorderStatusCommand': ['config:DescribeConfigurationRecorderStatus'],
    'client-config-service/StartConfigurationRecorderCommand': ['config:StartConfigurationRecorder'],
  },
  look: [{ sid: 'LookAtRecorders', actions: ['config:DescribeConfigurationRecorderStatus'], resources: ['*'], reason }],
  act: [{ sid: 'StartRecorders', actions: ['config:StartConfigurationRecorder'], resources: ['*'], reason }],
};
