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

/** Which content of an object is asked for. */
export interface ObjectVersion {
  /** The newest version when absent. */
  readonly versionId?: string;
  /** The content that its notice names, with or without quotes; any when absent. */
  readonly etag?: string;
}

/** Reads objects as streams, so that a large one is never held whole. */
export interface ObjectSource {
  /**
   * Opens an object for one reading. Leaving the loop early lets the object go.
   *
   * @param key  as it is stored; not URL-encoded, as it stands in S3's notifications
   * @returns the object's bytes in order, in parts of any size; `not_found` when there is no such object, version or content any more
   * @throws PortError from the call, or out of the stream when reading breaks off
   */
  open(bucket: string, key: string, version?: ObjectVersion): Promise<AsyncIterable<Uint8Array> | 'not_found'>;
}
