import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, iamUser, trailEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'config-recorder-stopped',
  title: 'AWS Config stopped recording, or records less',
  description:
    'Changes of resources are no longer recorded, or those of some kinds only. Check who changed the recorder and start it again.',
  severity: 'ERROR',
  score: 0.8,
  dataset: 'cloudtrail',
  selections: {
    stopped: {
      eventSource: 'config.amazonaws.com',
      eventName: ['StopConfigurationRecorder', 'DeleteConfigurationRecorder', 'DeleteDeliveryChannel'],
      errorCode: null,
    },
    narrowed: {
      eventSource: 'config.amazonaws.com',
      eventName: 'PutConfigurationRecorder',
      'requestParameters.configurationRecorder.recordingGroup.allSupported': false,
      errorCode: null,
    },
    ...callers,
  },
  condition: `(stopped or narrowed) and ${byNoService}`,
  dedupeBy: ['recipientAccountId', 'requestParameters.configurationRecorderName'],
  resources: { recorderName: 'requestParameters.configurationRecorderName' },
  attack: { tactic: 'TA0112', technique: 'T1685' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A recorder that is set up anew, or that records less to save money.'],
  response: ['Start the recorder again.', 'Ask who changed it, and look at what was changed while it was off.'],
  references: ['https://docs.aws.amazon.com/config/latest/APIReference/API_StopConfigurationRecorder.html'],
};

const stop = {
  eventSource: 'config.amazonaws.com',
  eventName: 'StopConfigurationRecorder',
  requestParameters: { configurationRecorderName: 'default' },
};

export const evidence = (): RuleEvidence => ({
  hits: [
    trailEvent(stop),
    trailEvent({ ...stop, eventName: 'DeleteDeliveryChannel', requestParameters: { deliveryChannelName: 'default' } }),
    call('config', 'PutConfigurationRecorder', {
      configurationRecorder: { name: 'default', recordingGroup: { allSupported: false } },
    }),
  ],
  misses: [
    trailEvent({ ...stop, errorCode: 'NoSuchConfigurationRecorderException' }),
    trailEvent({ ...stop, eventName: 'StartConfigurationRecorder' }),
    trailEvent({ ...stop, userIdentity: { ...iamUser('deployer'), invokedBy: 'cloudformation.amazonaws.com' } }),
    call('config', 'PutConfigurationRecorder', {
      configurationRecorder: { name: 'default', recordingGroup: { allSupported: true } },
    }),
  ],
});
