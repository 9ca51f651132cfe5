import type { MarkKeySource } from '@bellwether/ports';

/** The key in memory; the same for every run of tests. */
export const memoryMarkKey = (): MarkKeySource => ({ read: async () => 'a key of tests, and of nothing else' });
