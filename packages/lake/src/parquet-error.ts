import type { ReadFailure } from '@bellwether/log-model';

export type ParquetErrorCode = 'damaged' | 'too_large' | 'unknown_compression';

/** Why a Parquet file cannot be read, or not further. */
export class ParquetError extends Error {
  readonly code: ParquetErrorCode;
  /** The same, as the failure of the file. */
  readonly failure: ReadFailure;

  /**
   * @param length  for `too_large`: what was found and what is read at most, in bytes (of pages, text) or in values
   */
  constructor(code: ParquetErrorCode, length = 0, limit = 0, cause?: unknown) {
    super(`parquet ${code}`, { cause });
    this.name = 'ParquetError';
    this.code = code;
    this.failure =
      code === 'too_large'
        ? { code: 'too_long', lengthBytes: length, limitBytes: limit }
        : { code: 'bad_shape', format: 'parquet', field: code === 'damaged' ? 'file' : 'compression' };
  }
}
