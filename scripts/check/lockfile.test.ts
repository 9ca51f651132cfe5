import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

interface LockEntry {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, LockEntry>>;
};
const installed = Object.entries(packages).filter(
  ([path, { link }]) => path.includes('node_modules/') && link !== true,
);

/**
 * Binaries of other platforms than the one that builds and tests: npm skips them here, so a registry that does not serve them gives no hash.
 * Whoever builds elsewhere completes the lockfile there.
 */
const isOfAnotherPlatform = ({ optional, os, cpu, libc }: LockEntry): boolean =>
  optional === true &&
  (os?.includes('linux') !== true || cpu?.includes('x64') !== true || libc?.includes('musl') === true);

describe('the lockfile', () => {
  it('names many packages, so that the checks below have something to check', () => {
    expect(installed.length).toBeGreaterThan(500);
  });

  // Without a hash npm installs whatever the registry serves under the version.
  it('has the SHA-512 of every package that is installed where it is built', () => {
    const without = installed.filter(
      ([, entry]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(entry.integrity ?? '') && !isOfAnotherPlatform(entry),
    );
    expect(without.map(([path]) => path)).toEqual([]);
  });

  it('takes every package from the public registry, by a version', () => {
    const odd = installed.filter(
      ([, { resolved, version }]) =>
        version === undefined || (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')),
    );
    expect(odd.map(([path]) => path)).toEqual([]);
  });
});
