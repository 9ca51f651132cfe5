import type { PlaybookDeployment } from '../../deployment.ts';

export const deployment: PlaybookDeployment = {
  commands: {
    'client-cloudtrail/GetTrailStatusCommand': ['cloudtrail:GetTrailStatus'],
    'client-cloudtrail/StartLoggingCommand': ['cloudtrail:StartLogging'],
  },
  // Any trail may be looked at, so that a plan can say why it does nothing; only the named one can be started.
  look: [
    {
      sid: 'LookAtTrails',
      actions: ['cloudtrail:GetTrailStatus'],
      resources: ['arn:{partition}:cloudtrail:*:{account}:trail/*'],
    },
  ],
  act: [
    {
      sid: 'StartTrails',
      actions: ['cloudtrail:StartLogging'],
      resources: ['arn:{partition}:cloudtrail:*:{account}:trail/{setting:TRAIL_NAME}'],
    },
  ],
  stackDefaults: `local.has_trail ? { TRAIL_NAME = var.name_prefix } : {}`,
};
