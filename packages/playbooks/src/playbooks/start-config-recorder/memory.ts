import { PortError } from '@bellwether/ports';
import type { Recorders } from './port.ts';

export interface MemoryRecorders extends Recorders {
  /** Recorder name to whether it records. Set it to arrange a test. */
  readonly recorders: Map<string, 'recording' | 'stopped'>;
}

/** Recorders of an account that exists in memory alone. Starting an absent one throws, as AWS Config does. */
export const openInMemory = (): MemoryRecorders => {
  const recorders = new Map<string, 'recording' | 'stopped'>();
  return {
    recorders,
    status: async (recorderName) => recorders.get(recorderName) ?? 'not_found',
    start: async (recorderName) => {
      if (!recorders.has(recorderName))
        throw new PortError('recorders', 'start', false, { cause: new Error('NoSuchConfigurationRecorderException') });
      recorders.set(recorderName, 'recording');
    },
  };
};
