import type { PlaybookScenarios, Scenario } from '../../scenario.ts';
import type { MemoryRecorders } from './memory.ts';

const stopped: Omit<Scenario<MemoryRecorders>, 'name' | 'expected' | 'says'> = {
  finding: { rule: 'config-recorder-stopped', dataset: 'cloudtrail', resources: { recorderName: 'default' } },
  settings: {},
  arrange: ({ recorders }) => void recorders.set('default', 'stopped'),
};

export const scenarios: PlaybookScenarios<MemoryRecorders> = {
  usual: {
    ...stopped,
    name: 'a stopped recorder',
    expected: 'ready',
    says: ['config:StartConfigurationRecorder on default'],
  },
  others: [
    {
      ...stopped,
      name: 'a recorder that records again',
      arrange: ({ recorders }) => void recorders.set('default', 'recording'),
      expected: 'already_right',
      says: ['is recording'],
    },
    {
      ...stopped,
      name: 'a recorder that was deleted',
      arrange: () => undefined,
      expected: 'not_found',
      says: ['There is no configuration recorder'],
    },
    {
      ...stopped,
      name: 'an ARN in the place of the name',
      finding: {
        ...stopped.finding,
        resources: { recorderName: 'arn:aws:config:us-east-1:444455556666:configuration-recorder/default/x' },
      },
      expected: 'refused',
      says: ['names no configuration recorder'],
    },
  ],
  look: ({ recorders }) => [...recorders].toSorted(),
};
