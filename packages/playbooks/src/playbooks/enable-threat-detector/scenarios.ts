import type { PlaybookScenarios, Scenario } from '../../scenario.ts';
import { protectedTagKey } from '../../tags.ts';
import type { MemoryDetectors } from './memory.ts';

const detectorId = '12abc34d567e8fa901bc2d34e56789f0';

const suspended: Omit<Scenario<MemoryDetectors>, 'name' | 'expected' | 'says'> = {
  finding: { rule: 'guardduty-disabled', dataset: 'cloudtrail', resources: { detectorId } },
  settings: {},
  arrange: ({ detectors }) => void detectors.set(detectorId, { isEnabled: false, tags: {} }),
};

export const scenarios: PlaybookScenarios<MemoryDetectors> = {
  usual: {
    ...suspended,
    name: 'a suspended detector',
    expected: 'ready',
    says: [`guardduty:UpdateDetector on ${detectorId}: DISABLED becomes ENABLED`],
  },
  others: [
    {
      ...suspended,
      name: 'a detector that is enabled, and whose findings are filtered',
      arrange: ({ detectors }) => void detectors.set(detectorId, { isEnabled: true, tags: {} }),
      expected: 'already_right',
      says: ['is enabled'],
    },
    {
      ...suspended,
      name: 'a detector that was deleted',
      arrange: () => undefined,
      expected: 'not_found',
      says: ['There is no detector'],
    },
    {
      ...suspended,
      name: 'an ARN in the place of the detector id',
      finding: {
        ...suspended.finding,
        resources: { detectorId: `arn:aws:guardduty:us-east-1:444455556666:detector/${detectorId}` },
      },
      expected: 'refused',
      says: ['names no detector'],
    },
  ],
  look: ({ detectors }) => [...detectors].toSorted(),
  protect: ({ detectors }) =>
    void detectors.set(detectorId, { isEnabled: false, tags: { [protectedTagKey]: 'being moved' } }),
};
