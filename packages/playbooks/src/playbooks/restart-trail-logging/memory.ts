import { PortError } from '@bellwether/ports';
import type { TrailControl } from './port.ts';

export interface MemoryTrails extends TrailControl {
  /** Trail name to whether it logs. Set it to arrange a test. */
  readonly trails: Map<string, 'logging' | 'stopped'>;
}

/** Trails of an account that exists in memory alone. Acting on an absent trail throws, as CloudTrail does. */
export const openInMemory = (): MemoryTrails => {
  const trails = new Map<string, 'logging' | 'stopped'>();
  return {
    trails,
    status: async (trailName) => trails.get(trailName) ?? 'not_found',
    startLogging: async (trailName) => {
      if (!trails.has(trailName))
        throw new PortError('trails', 'startLogging', false, { cause: new Error('TrailNotFoundException') });
      trails.set(trailName, 'logging');
    },
  };
};
