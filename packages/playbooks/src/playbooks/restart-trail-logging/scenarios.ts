import type { PlaybookScenarios, Scenario } from '../../scenario.ts';
import type { MemoryTrails } from './memory.ts';

const trail: Omit<Scenario<MemoryTrails>, 'name' | 'arrange' | 'expected' | 'says'> = {
  finding: { rule: 'cloudtrail-logging-disabled', dataset: 'cloudtrail', resources: { trailName: 'main' } },
  settings: { TRAIL_NAME: 'main' },
};

export const scenarios: PlaybookScenarios<MemoryTrails> = {
  usual: {
    ...trail,
    name: 'a stopped trail',
    arrange: ({ trails }) => void trails.set('main', 'stopped'),
    expected: 'ready',
    says: ['cloudtrail:StartLogging on main'],
  },
  others: [
    {
      ...trail,
      name: 'a trail that logs again',
      arrange: ({ trails }) => void trails.set('main', 'logging'),
      expected: 'already_right',
      says: ['is logging'],
    },
    {
      ...trail,
      name: 'a trail that is not the one that may be started',
      settings: { TRAIL_NAME: 'another' },
      arrange: ({ trails }) => void trails.set('main', 'stopped'),
      expected: 'refused',
      says: ['TRAIL_NAME'],
    },
    {
      ...trail,
      name: 'a trail that is gone',
      arrange: ({ trails }) => void trails.set('another', 'stopped'),
      expected: 'not_found',
      says: ['is gone'],
    },
  ],
  look: ({ trails }) => [...trails].toSorted(),
};
