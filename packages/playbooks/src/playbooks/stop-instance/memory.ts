import { PortError } from '@bellwether/ports';
import type { Instance, Instances } from './port.ts';

export interface MemoryInstances extends Instances {
  /** Instance id to how it is. Set it to arrange a test. */
  readonly instances: Map<string, Instance>;
}

/** Instances of an account that exists in memory alone. Stopping an absent one throws, as EC2 does. */
export const openInMemory = (): MemoryInstances => {
  const instances = new Map<string, Instance>();
  return {
    instances,
    look: async (instanceId) => instances.get(instanceId),
    stop: async (instanceId) => {
      const instance = instances.get(instanceId);
      if (instance === undefined)
        throw new PortError('instances', 'stop', false, { cause: new Error('InvalidInstanceID.NotFound') });
      instances.set(instanceId, { ...instance, state: 'stopped' });
    },
  };
};
