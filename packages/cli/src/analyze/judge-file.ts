import { describeReadFailure, type ReadFailure } from '@bellwether/log-model';
import type { InputTotals } from '@bellwether/local-adapters';

/** `ok`: read in whole. `failed`: something of it could not be read; the problems say what. `skipped`: contains no events by nature. */
export type FileOutcome = 'ok' | 'failed' | 'skipped';

/** What ended the reading of a file before its end. */
export type FileDamage =
  | { readonly kind: 'failure'; readonly failure: ReadFailure }
  /** It is of a kind that is not read: what it is, and the command that helps. */
  | { readonly kind: 'unread'; readonly what: string; readonly advice: string }
  /** The system refused to read on; its code, such as `EIO`. */
  | { readonly kind: 'system'; readonly code: string }
  /** It was replaced or cut between being found and being read. */
  | { readonly kind: 'changed' };

type UnreadableReason = keyof InputTotals['unreadable'];

const unreadableWords: Readonly<Record<UnreadableReason, string>> = {
  empty: 'empty',
  not_text: 'no text',
  too_long: 'longer than what is read of one record; the beginning is in quarantine',
  bad_json: 'cut off or broken JSON',
  bad_shape: 'without a field that its format requires',
  bad_timestamp: 'without a time that can be read',
  bad_gzip: 'broken gzip data',
  truncated_gzip: 'gzip data that ends too early',
  gzip_bomb: 'gzip data that grows beyond what is read of one record',
  processing_failed: 'not understood because the program failed at it',
};

const damageSentence = (damage: FileDamage): string => {
  if (damage.kind === 'system') return `The file could not be read to its end (${damage.code}).`;
  if (damage.kind === 'changed') return 'The file was replaced or cut while it was read. Run the command again.';
  if (damage.kind === 'unread') return `The file is ${damage.what}. Unpack it first: ${damage.advice}`;
  const { failure } = damage;
  if (failure.code === 'not_text')
    return `The file is not text: ${Math.round(failure.controlScore * 100)} % of its beginning are control characters.`;
  // Only a Parquet file is too long as a whole.
  if (failure.code === 'too_long') return 'The Parquet file is larger, or unpacks to more, than can be read.';
  if (failure.code !== 'bad_shape' || failure.format !== 'parquet') return describeReadFailure(failure);
  return failure.field === 'compression'
    ? 'The Parquet file is compressed by a method that is not supported; gzip and Snappy are.'
    : 'The Parquet file is damaged.';
};

/**
 * How a file came out, and the sentences that say what is wrong with it: one for each thing, none when it was read in whole.
 *
 * @param totals  of all runs
 * @param seen    what this run saw: the bytes it read, after decompression, and what ended it
 */
export const judgeFile = (
  totals: Pick<InputTotals, 'received' | 'unreadable'>,
  seen: {
    readonly readBytes: number;
    readonly damage: FileDamage | undefined;
    readonly notEvents: string | undefined;
  },
): { readonly outcome: FileOutcome; readonly problems: readonly string[] } => {
  if (seen.notEvents !== undefined) return { outcome: 'skipped', problems: [`The file is ${seen.notEvents}.`] };
  const unreadable = (Object.entries(totals.unreadable) as [UnreadableReason, number][])
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${count} ${count === 1 ? 'record was' : 'records were'} ${unreadableWords[reason]}.`);
  const problems = [...(seen.damage ? [damageSentence(seen.damage)] : []), ...unreadable];
  if (problems.length > 0) return { outcome: 'failed', problems };
  // A log that has just been rotated is empty: that is not a failure.
  if (seen.readBytes === 0) return { outcome: 'skipped', problems: ['The file is empty.'] };
  // A document whose list of records is empty was read in whole.
  if (totals.received === 0) return { outcome: 'skipped', problems: ['The file holds no records.'] };
  return { outcome: 'ok', problems: [] };
};
