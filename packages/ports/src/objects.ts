/** The newest version of an object, as a notice of its creation names it. */
export interface ListedVersion {
  readonly bucket: string;
  /** As it is stored; not URL-encoded. */
  readonly key: string;
  readonly etag: string;
  /** Absent where the bucket keeps no versions. */
  readonly versionId?: string;
  /** When it was written, epoch milliseconds UTC. */
  readonly writtenMs: number;
}

/** Lists the objects of a bucket. */
export interface ObjectListing {
  /** Objects whose key begins with the prefix, by key. */
  list(prefix: string): AsyncIterable<ListedVersion>;
}

/** Reads objects as streams, so that a large one is never held whole. */
export interface ObjectSource {
  /**
   * Opens an object for one reading. Leaving the loop early lets the object go.
   *
   * @param key  as it is stored; not URL-encoded, as it stands in S3's notifications
   * @param versionId  the newest version when absent
   * @returns the object's bytes in order, in parts of any size; `not_found` when there is no such object or version any more
   * @throws PortError from the call, or out of the stream when reading breaks off
   */
  open(bucket: string, key: string, versionId?: string): Promise<AsyncIterable<Uint8Array> | 'not_found'>;
}
