/** Why one record could not be read. A value: among a million lines some are always bad. `code` is bounded, so it can be a metric dimension. */
export type ReadFailure =
  | { readonly code: 'empty' }
  | { readonly code: 'not_text'; readonly controlScore: number }
  | { readonly code: 'too_long'; readonly lengthBytes: number; readonly limitBytes: number }
  | { readonly code: 'truncated_gzip'; readonly readBytes: number }
  | { readonly code: 'bad_gzip' }
  | { readonly code: 'gzip_bomb'; readonly limitBytes: number }
  | { readonly code: 'bad_json'; readonly format: string }
  | { readonly code: 'bad_shape'; readonly format: string; readonly field: string }
  | { readonly code: 'bad_timestamp'; readonly format: string; readonly field: string };

export type ReadFailureCode = ReadFailure['code'];

/** One sentence for a person. Never quotes the record, which may contain secrets. */
export const describeReadFailure = (failure: ReadFailure): string => {
  switch (failure.code) {
    case 'empty':
      return 'The record is empty.';
    case 'not_text':
      return `This is not text: ${Math.round(failure.controlScore * 100)} % of it are control characters or invalid UTF-8.`;
    case 'too_long':
      return `The record is ${failure.lengthBytes} bytes long; at most ${failure.limitBytes} are read.`;
    case 'truncated_gzip':
      return `The gzip data ends too early; ${failure.readBytes} bytes could be read before the end.`;
    case 'bad_gzip':
      return 'The data says it is gzip but cannot be decompressed.';
    case 'gzip_bomb':
      return `The gzip data grows beyond ${failure.limitBytes} bytes and was not read further.`;
    case 'bad_json':
      return `The record looks like ${failure.format} but is not valid JSON.`;
    case 'bad_shape':
      return `The record looks like ${failure.format} but its field ${failure.field} is missing or of another type.`;
    case 'bad_timestamp':
      return `The record looks like ${failure.format} but the time in ${failure.field} cannot be read.`;
    default:
      return failure satisfies never;
  }
};

/** Why a readable record is left out on purpose; counted, never silent. */
export type DropReason =
  'blank' | 'header' | 'continuation' | 'control_message' | 'own_logs' | 'duplicate' | 'not_events';
