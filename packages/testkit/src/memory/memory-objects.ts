import { PortError } from '@bellwether/ports';
import type { ObjectSource } from '@bellwether/ports';

export interface MemoryObjects extends ObjectSource {
  /** Puts a new version of an object and gives back its id. One without a tag has every tag. */
  put(bucket: string, key: string, bytes: Uint8Array, etag?: string): string;
  /** Takes an object away with all its versions. */
  remove(bucket: string, key: string): void;
  /** The next readings break off after so many bytes, each with a retryable `PortError`. */
  breakAfter(...bytes: readonly number[]): void;
}

interface StoredVersion {
  readonly versionId: string;
  readonly bytes: Uint8Array;
  readonly etag?: string | undefined;
}

/**
 * Objects in memory, versions kept.
 *
 * @param partBytes  bytes of each part of a stream, 1 or more
 */
export const memoryObjects = (partBytes = 65_536): MemoryObjects => {
  /** Address to the versions of an object, oldest first. */
  const stored = new Map<string, StoredVersion[]>();
  const breaks: number[] = [];
  let versions = 0;
  const address = (bucket: string, key: string): string => JSON.stringify([bucket, key]);

  async function* partsOf(bytes: Uint8Array, breakAt: number | undefined): AsyncGenerator<Uint8Array> {
    for (let start = 0; start < bytes.length; start += partBytes) {
      if (breakAt !== undefined && start + partBytes > breakAt)
        throw new PortError('objects', 'read', true, { cause: new Error('The connection was reset.') });
      yield bytes.slice(start, start + partBytes);
    }
  }

  return {
    open: async (bucket, key, { versionId, etag } = {}) => {
      const known = stored.get(address(bucket, key)) ?? [];
      const found = versionId === undefined ? known.at(-1) : known.find((version) => version.versionId === versionId);
      const isOther = etag !== undefined && found?.etag !== undefined && found.etag !== etag;
      return found === undefined || isOther ? 'not_found' : partsOf(found.bytes, breaks.shift());
    },
    put: (bucket, key, bytes, etag) => {
      const versionId = `version-${(versions += 1)}`;
      const known = stored.get(address(bucket, key)) ?? [];
      stored.set(address(bucket, key), [...known, { versionId, bytes: Uint8Array.from(bytes), etag }]);
      return versionId;
    },
    remove: (bucket, key) => {
      stored.delete(address(bucket, key));
    },
    breakAfter: (...bytes) => {
      breaks.push(...bytes);
    },
  };
};
