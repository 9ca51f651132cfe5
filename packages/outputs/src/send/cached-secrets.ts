import type { SecretSource } from '@bellwether/ports';

export interface CachedSecrets extends SecretSource {
  /** Makes the next reading ask the source: the value was refused and may have been changed. */
  forget(arn: string): void;
}

/** How long a secret is used without asking again, and how long while the source cannot be reached; in milliseconds. */
const freshMs = 300_000;
const staleMs = 3_600_000;

interface Kept {
  readonly value: string;
  readonly readAtMs: number;
}

/**
 * Secrets kept for five minutes, and for an hour while the source fails. Readings of one secret at the same time ask once.
 *
 * @param now  epoch milliseconds UTC
 */
export const cachedSecrets = (source: SecretSource, now: () => number): CachedSecrets => {
  const kept = new Map<string, Kept>();
  const asked = new Map<string, Promise<string>>();
  const ask = async (arn: string): Promise<string> => {
    const last = kept.get(arn);
    try {
      const value = await source.read(arn);
      kept.set(arn, { value, readAtMs: now() });
      return value;
    } catch (error) {
      if (last && now() - last.readAtMs < staleMs) return last.value;
      throw error;
    } finally {
      asked.delete(arn);
    }
  };
  return {
    read: async (arn) => {
      const last = kept.get(arn);
      if (last && now() - last.readAtMs < freshMs) return last.value;
      const asking = asked.get(arn) ?? ask(arn);
      asked.set(arn, asking);
      return asking;
    },
    forget: (arn) => {
      kept.delete(arn);
    },
  };
};
