import { decodeEnvelope, identify } from '@bellwether/log-model';
import type { BatchLedger, LedgerEntry } from '@bellwether/ports';
import type { ShardBatch, ShardRecord } from '../source/shard-batch.ts';
import type { Ingest } from './ingest.ts';
import { nothingRaised } from '../commit/raised-findings.ts';
import type { IngestResult } from './ingestion.ts';
import { noNotes } from './learnt-core.ts';
import { addAccounting, emptyAccounting } from '../account/record-accounting.ts';

/** Batches of a shard that are remembered, and shards; the least recently used shards are forgotten first. */
const maxEntries = 30;
const maxShards = 200;

/** Hexadecimal digits of a fingerprint; the table of the counts keeps some five bytes of each. */
const fingerprintDigits = 12;

const isBefore = (left: string, right: string): boolean =>
  left.length === right.length ? left < right : left.length < right.length;

/**
 * What a compressed payload is known by; `undefined` for one that is not compressed.
 *
 * Made of every byte: the sum that gzip keeps at its end can be forged, and a payload taken for another's repeat would be lost.
 * 48 bits distinguish some 10,000 payloads with an error of one in 3e10. Whoever can look for two payloads that share them has to
 * choose all bytes of both, ids of the events included, and so hides only what is its own.
 */
export const fingerprintOf = (data: Uint8Array): string | undefined => {
  if (data[0] !== 0x1f || data[1] !== 0x8b) return undefined;
  return identify('payload', data).slice(0, fingerprintDigits);
};

/** Whether equal bytes mean equal events. They do where every event has its own id; equal lines of a producer may be meant. */
const hasOwnIds = (data: Uint8Array): boolean => {
  const envelope = decodeEnvelope(data);
  return envelope.kind === 'data' && envelope.events.length > 0 && envelope.events.every(({ id }) => id !== '');
};

/**
 * What one record of a batch is known by that was counted under its ordering key: its payload and where it was. In an entry beside the
 * fingerprints, where several invocations read a shard: then it says which record of equal bytes was counted.
 */
const markOf = ({ sequence, data }: ShardRecord): string =>
  identify('payload at', data, sequence).slice(0, fingerprintDigits);

/**
 * Where a shard is read in its order: a payload is a repeat when a finished batch that lies wholly before it contained it. A batch that
 * is given again finds itself in the ledger and is not taken for its own repeat, however it is cut.
 */
const seenInOrder = (entries: readonly LedgerEntry[]): ((record: ShardRecord, fingerprint: string) => boolean) => {
  const lastSeen = new Map<string, string>();
  for (const { fingerprints, lastSequence } of entries) {
    for (const fingerprint of fingerprints) {
      const known = lastSeen.get(fingerprint);
      if (known === undefined || isBefore(lastSequence, known)) lastSeen.set(fingerprint, lastSequence);
    }
  }
  return (record, fingerprint) => {
    const earlier = lastSeen.get(fingerprint);
    // One that was counted under its ordering key, before one invocation read the shard alone, must not count for the shard again.
    return (earlier !== undefined && isBefore(earlier, record.sequence)) || lastSeen.has(markOf(record));
  };
};

/**
 * Where several invocations read a shard: its batches end in any order, so a payload is a repeat when any finished batch contained it
 * under another sequence.
 */
const seenInAnyOrder = (entries: readonly LedgerEntry[]): ((record: ShardRecord, fingerprint: string) => boolean) => {
  const seen = new Set(entries.flatMap(({ fingerprints }) => fingerprints));
  return (record, fingerprint) => seen.has(fingerprint) && !seen.has(markOf(record));
};

/**
 * The records of a batch that a sender put twice: a payload that is also earlier in the batch, or in a finished batch.
 *
 * @param entries  finished batches of the shard
 * @param readsByOrderingKey  whether several invocations read the shard
 * @returns sequences
 */
export const findRepeats = (
  batch: ShardBatch,
  entries: readonly LedgerEntry[],
  readsByOrderingKey: boolean,
): ReadonlySet<string> => {
  const leftOut = new Set(entries.flatMap(({ repeats }) => repeats));
  const isSeen = readsByOrderingKey ? seenInAnyOrder(entries) : seenInOrder(entries);
  const repeats = new Set<string>();
  const inBatch = new Set<string>();
  for (const record of batch.records) {
    const { sequence, data } = record;
    const fingerprint = fingerprintOf(data);
    const isRepeat = fingerprint !== undefined && (inBatch.has(fingerprint) || isSeen(record, fingerprint));
    if (leftOut.has(sequence) || (isRepeat && hasOwnIds(data))) repeats.add(sequence);
    else if (fingerprint !== undefined) inBatch.add(fingerprint);
  }
  return repeats;
};

const entryOf = (
  records: readonly ShardRecord[],
  repeats: ReadonlySet<string>,
  readsByOrderingKey: boolean,
): LedgerEntry => ({
  firstSequence: records[0]?.sequence ?? '',
  lastSequence: records.at(-1)?.sequence ?? '',
  fingerprints: records.flatMap((record) => {
    const fingerprint = repeats.has(record.sequence) ? undefined : fingerprintOf(record.data);
    if (fingerprint === undefined) return [];
    return readsByOrderingKey ? [fingerprint, markOf(record)] : [fingerprint];
  }),
  repeats: [...repeats],
});

/** The newest entries of a shard, read each time: where several invocations read it, an entry can come before those that are known. */
const newestEntries =
  (ledger: BatchLedger) =>
  (shard: string): Promise<readonly LedgerEntry[]> =>
    ledger.after(shard, '');

/** Entries of the shards a process reads, read on from where it left off. */
const rememberedEntries = (ledger: BatchLedger) => {
  const shards = new Map<string, readonly LedgerEntry[]>();
  return async (shard: string): Promise<readonly LedgerEntry[]> => {
    const known = shards.get(shard) ?? [];
    const newer = await ledger.after(shard, known.at(-1)?.lastSequence ?? '');
    const entries = [...known, ...newer].slice(-maxEntries);
    shards.delete(shard);
    shards.set(shard, entries);
    const [oldest] = shards.keys();
    if (shards.size > maxShards && oldest !== undefined) shards.delete(oldest);
    return entries;
  };
};

const nothing: IngestResult = { accounting: emptyAccounting, ...nothingRaised, ...noNotes };

/**
 * An ingestion that leaves out payloads which the sender put into a shard twice, under another sequence number: CloudWatch Logs
 * delivers at least once, and the watermark of the counts knows only what Lambda gives again. Each is reported as dropped.
 *
 * Costs one small write and one read a batch. An entry is noted after the batch's effects, so that a batch which broke off is
 * not taken for finished. Repeats further apart than 30 batches, in another shard, or packed anew with other events are not found.
 *
 * @param readsByOrderingKey  whether several invocations read one shard; entries then take twice the room and are read each time
 */
export const withoutRepeats = (ledger: BatchLedger, ingest: Ingest, readsByOrderingKey: boolean): Ingest => {
  const entriesOf = readsByOrderingKey ? newestEntries(ledger) : rememberedEntries(ledger);
  return async (batch) => {
    const repeats = findRepeats(batch, await entriesOf(batch.shard), readsByOrderingKey);
    const records = batch.records.filter(({ sequence }) => !repeats.has(sequence));
    const result = records.length === 0 ? nothing : await ingest({ ...batch, records });
    await ledger.note(batch.shard, entryOf(batch.records, repeats, readsByOrderingKey));
    if (repeats.size === 0) return result;
    const dropped = { ...emptyAccounting, received: repeats.size, dropped: { duplicate: repeats.size } };
    return { ...result, accounting: addAccounting(result.accounting, dropped) };
  };
};
