import type { PlaybookDeployment } from '../../deployment.ts';

const trails = ['arn:{partition}:cloudtrail:*:{account}:trail/*'];

export const deployment: PlaybookDeployment = {
  commands: {
    'client-cloudtrail/GetTrailStatusCommand': ['cloudtrail:GetTrailStatus'],
    'client-cloudtrail/StartLoggingCommand': ['cloudtrail:StartLogging'],
  },
  look: [{ sid: 'LookAtTrails', actions: ['cloudtrail:GetTrailStatus'], resources: trails }],
  act: [{ sid: 'StartTrails', actions: ['cloudtrail:StartLogging'], resources: trails }],
};
