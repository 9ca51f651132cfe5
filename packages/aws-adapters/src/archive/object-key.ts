import { PortError } from '@bellwether/ports';

/** Longest object key S3 takes, in bytes of UTF-8. */
const maxKeyBytes = 1_024;

/**
 * Checks a path before it becomes an object key.
 *
 * @throws PortError that is not retryable for an empty path, a leading slash, a part `.` or `..`, control characters, or more
 *   than 1,024 bytes
 */
export const checkedKey = (port: string, operation: string, path: string): string => {
  const isPlain = path !== '' && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
  // eslint's no-control-regex stands in the way of a range of control characters; \p{Cc} is the same set.
  if (isPlain && !/\p{Cc}/u.test(path) && Buffer.byteLength(path) <= maxKeyBytes) return path;
  throw new PortError(port, operation, false, { cause: new RangeError('The path cannot be an object key.') });
};
