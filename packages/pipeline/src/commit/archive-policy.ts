/**
 * What the archive keeps of a batch.
 *
 * `redacted`: the understood events, secrets taken out, encoded anew. `payload`: the raw records, secrets included,
 * under their own prefix; compaction takes the secrets out when it makes events of them.
 */
export type ArchivePolicy =
  | {
      readonly kind: 'redacted';
      /**
       * Events of one source and hour that get an object of their own; sources with fewer share one object an hour, whose path
       * says `mixed`. 0, as when absent, gives every source its own.
       */
      readonly ownObjectEvents?: number;
      /** Of gzip, 1 to 9; 1 when absent. 6 takes a quarter more time for a sixth fewer bytes. */
      readonly gzipLevel?: number;
    }
  | { readonly kind: 'payload' };

/** Names of the policies, as an environment says them. */
export const archivePolicies = ['redacted', 'payload'] as const;

/**
 * A policy as a deployment has it: few objects, since each is paid for; and level 6 of gzip, whose time costs a tenth of what
 * its bytes save in five months.
 */
export const deployedArchive = (kind: (typeof archivePolicies)[number]): ArchivePolicy =>
  kind === 'payload' ? { kind } : { kind, ownObjectEvents: 10_000, gzipLevel: 6 };
