import type { DetectionRule } from '@bellwether/log-model';
import { byNoService, callers } from '../callers.ts';
import { call, iamUser, refused, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'command-run-on-instances',
  title: 'A command was run on instances through Systems Manager',
  description:
    'Somebody ran a shell command or script on machines without logging in to them. Look up the command in Systems Manager and ask who ran it. Patching and inventory documents of AWS are left out.',
  severity: 'WARNING',
  score: 0.6,
  dataset: 'cloudtrail',
  selections: {
    ran: [
      {
        eventSource: 'ssm.amazonaws.com',
        eventName: 'SendCommand',
        errorCode: null,
        'requestParameters.documentName|contains': [
          'RunShellScript',
          'RunPowerShellScript',
          'RunRemoteScript',
          'RunAnsiblePlaybook',
          'RunDockerAction',
          'RunSaltState',
        ],
      },
      {
        eventSource: 'ssm.amazonaws.com',
        eventName: 'CreateAssociation',
        errorCode: null,
        'requestParameters.documentName|contains': ['RunShellScript', 'RunPowerShellScript', 'RunRemoteScript'],
      },
    ],
    ...callers,
  },
  condition: `ran and ${byNoService}`,
  dedupeBy: ['userIdentity.arn'],
  resources: { principal: 'userIdentity.arn' },
  attack: { tactic: 'TA0002', technique: 'T1651' },
};

export const guidance: RuleGuidance = {
  confidence: 'low',
  falsePositives: ['Operations and deployments that run through Systems Manager.'],
  response: [
    'Read the command in Systems Manager, and ask who ran it.',
    'If nobody knows it, isolate the instances that it ran on.',
  ],
  references: ['https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command.html'],
};

export const evidence = (): RuleEvidence => ({
  hits: [
    call('ssm', 'SendCommand', {
      documentName: 'AWS-RunShellScript',
      targets: [{ key: 'InstanceIds', values: ['i-1'] }],
    }),
    call('ssm', 'SendCommand', {
      documentName: 'arn:aws:ssm:us-east-1::document/AWS-RunPowerShellScript',
      instanceIds: ['i-1'],
    }),
  ],
  misses: [
    call('ssm', 'SendCommand', { documentName: 'AWS-RunPatchBaseline', targets: [] }),
    call(
      'ssm',
      'SendCommand',
      { documentName: 'AWS-RunShellScript' },
      { userIdentity: { ...iamUser('x'), invokedBy: 'ssm.amazonaws.com' } },
    ),
    call('ssm', 'SendCommand', { documentName: 'AWS-RunShellScript' }, refused),
  ],
});
