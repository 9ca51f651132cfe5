import { join } from 'node:path';
import { PortError } from '@bellwether/ports';

/** Longest name most file systems take, in bytes; five are left for an extension. */
const maxSegmentBytes = 250;

const isSafeSegment = (segment: string): boolean =>
  segment !== '' &&
  segment !== '.' &&
  segment !== '..' &&
  !/[\0\\]/.test(segment) &&
  Buffer.byteLength(segment) <= maxSegmentBytes;

/**
 * Where an object's path lies under a root. Parts of a path come from logs: one that would leave the root is refused.
 *
 * @param path  segments parted by `/`, no leading slash
 * @param extension  put after the path, such as `.json`
 * @throws PortError when a segment is empty, `.`, `..`, longer than 250 bytes, or contains a backslash or NUL
 */
export const objectPath = (port: string, operation: string, root: string, path: string, extension = ''): string => {
  if (!path.split('/').every(isSafeSegment)) {
    throw new PortError(port, operation, false, {
      cause: new Error('The path would leave the directory or is not a file name.'),
    });
  }
  return join(root, path + extension);
};
