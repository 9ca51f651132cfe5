import { createHash } from 'node:crypto';

/**
 * The MD5 digest that an aggregate carries, 16 bytes. A checksum against damage, never a proof of who wrote something and never an id.
 *
 * @throws Error where Node runs in FIPS mode, which refuses MD5; Lambda's runtime does not
 */
export const md5 = (bytes: Uint8Array): Uint8Array => createHash('md5').update(bytes).digest();
