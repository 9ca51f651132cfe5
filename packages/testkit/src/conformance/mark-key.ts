import { describe, expect, it } from '@jest/globals';
import type { MarkKeySource } from '@bellwether/ports';

/** Opens sources of one key, each as a process of its own would. */
export type OpenMarkKey = () => Promise<{ open(): MarkKeySource; close(): Promise<void> }>;

/** The contract of `MarkKeySource`: one key for all, and for ever. */
export const describeMarkKey = (name: string, make: OpenMarkKey): void => {
  describe(`${name} as the source of the key of marks`, () => {
    it('gives a key of at least 32 characters, the same each time and to each process', async () => {
      const subject = await make();
      try {
        const first = await subject.open().read();
        expect(first.length).toBeGreaterThanOrEqual(32);
        const one = subject.open();
        expect([await one.read(), await one.read(), await subject.open().read()]).toEqual([first, first, first]);
      } finally {
        await subject.close();
      }
    });
  });
};
