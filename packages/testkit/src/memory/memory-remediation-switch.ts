import type { RemediationSwitch } from '@bellwether/ports';

export interface MemoryRemediationSwitch extends RemediationSwitch {
  /** Writes what the switch says; `undefined` takes it away. */
  set(value: string | undefined): void;
}

/** The switch in memory, on until it is set. */
export const memoryRemediationSwitch = (): MemoryRemediationSwitch => {
  let current: string | undefined = 'on';
  return {
    isOn: async () => current === 'on',
    set: (value) => void (current = value),
  };
};
