import { PortError } from '@bellwether/ports';
import type { Concurrency, ThrottledFunction } from './port.ts';

export interface MemoryConcurrency extends Concurrency {
  /** Function name to how it is. Set it to arrange a test. */
  readonly functions: Map<string, ThrottledFunction>;
}

/** Functions of an account that exists in memory alone. Throttling an absent one throws, as Lambda does. */
export const openInMemory = (): MemoryConcurrency => {
  const functions = new Map<string, ThrottledFunction>();
  return {
    functions,
    look: async (functionName) => functions.get(functionName),
    reserve: async (functionName, reserved) => {
      const found = functions.get(functionName);
      if (found === undefined)
        throw new PortError('concurrency', 'reserve', false, { cause: new Error('ResourceNotFoundException') });
      functions.set(functionName, { ...found, reserved });
    },
  };
};
