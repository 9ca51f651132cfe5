import { describe, expect, it } from '@jest/globals';
import type { RemediationSwitch } from '@bellwether/ports';

/** A switch and a hand on it: `undefined` takes the stored value away. */
export interface SwitchSubject {
  readonly remediationSwitch: RemediationSwitch;
  write(value: string | undefined): Promise<void>;
  close(): Promise<void>;
}

/** The contract of `RemediationSwitch`: on by one word alone, read anew each time. */
export const describeRemediationSwitch = (name: string, make: () => Promise<SwitchSubject>): void => {
  describe(`${name} as the switch of remediation`, () => {
    it('is on while it says so, off with anything else or nothing, and is read anew each time', async () => {
      const subject = await make();
      try {
        for (const [value, isOn] of [
          ['on', true],
          ['off', false],
          ['on', true],
          ['ON', false],
          ['on ', false],
          ['true', false],
          ['one', false],
          ['on', true],
          [undefined, false],
          ['on', true],
        ] as const) {
          await subject.write(value);
          expect([value, await subject.remediationSwitch.isOn()]).toEqual([value, isOn]);
        }
      } finally {
        await subject.close();
      }
    });
  });
};
