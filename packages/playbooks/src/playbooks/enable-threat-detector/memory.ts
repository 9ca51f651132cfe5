import { PortError } from '@bellwether/ports';
import type { Detector, Detectors } from './port.ts';

export interface MemoryDetectors extends Detectors {
  /** Detector id to how it is. Set it to arrange a test. */
  readonly detectors: Map<string, Detector>;
}

/** Detectors of an account that exists in memory alone. Enabling an absent one throws, as GuardDuty does. */
export const openInMemory = (): MemoryDetectors => {
  const detectors = new Map<string, Detector>();
  return {
    detectors,
    look: async (detectorId) => detectors.get(detectorId),
    enable: async (detectorId) => {
      const detector = detectors.get(detectorId);
      if (detector === undefined)
        throw new PortError('detectors', 'enable', false, { cause: new Error('BadRequestException') });
      detectors.set(detectorId, { ...detector, isEnabled: true });
    },
  };
};
