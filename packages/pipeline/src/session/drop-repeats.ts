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
 * 48 bits tell some 10,000 payloads apart with an error of one in 3e10. Whoever can look for two payloads that share them has to
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
 * The records of a batch that a sender put twice: a payload that stands earlier in the batch, or in a finished batch that lies
 * wholly before it. A batch that is given again finds itself in the ledger and is not taken for its own repeat, however it is cut.
 *
 * @param entries  finished batches of the shard
 * @returns sequences
 */
export const findRepeats = (batch: ShardBatch, entries: readonly LedgerEntry[]): ReadonlySet<string> => {
  const leftOut = new Set(entries.flatMap(({ repeats }) => repeats));
  const lastSeen = new Map<string, string>();
  for (const { fingerprints, lastSequence } of entries) {
    for (const fingerprint of fingerprints) {
      const known = lastSeen.get(fingerprint);
      if (known === undefined || isBefore(lastSequence, known)) lastSeen.set(fingerprint, lastSequence);
    }
  }
  const repeats = new Set<string>();
  const inBatch = new Set<string>();
  for (const { sequence, data } of batch.records) {
    const fingerprint = fingerprintOf(data);
    const earlier = fingerprint === undefined ? undefined : lastSeen.get(fingerprint);
    const isSeen =
      fingerprint !== undefined && (inBatch.has(fingerprint) || (earlier !== undefined && isBefore(earlier, sequence)));
    if (leftOut.has(sequence) || (isSeen && hasOwnIds(data))) repeats.add(sequence);
    else if (fingerprint !== undefined) inBatch.add(fingerprint);
  }
  return repeats;
};

const entryOf = (records: readonly ShardRecord[], repeats: ReadonlySet<string>): LedgerEntry => ({
  lastSequence: records.at(-1)?.sequence ?? '',
  fingerprints: records.flatMap(({ sequence, data }) => (repeats.has(sequence) ? [] : (fingerprintOf(data) ?? []))),
  repeats: [...repeats],
});

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
 */
export const withoutRepeats = (ledger: BatchLedger, ingest: Ingest): Ingest => {
  const entriesOf = rememberedEntries(ledger);
  return async (batch) => {
    const repeats = findRepeats(batch, await entriesOf(batch.shard));
    const records = batch.records.filter(({ sequence }) => !repeats.has(sequence));
    const result = records.length === 0 ? nothing : await ingest({ ...batch, records });
    await ledger.note(batch.shard, entryOf(batch.records, repeats));
    if (repeats.size === 0) return result;
    const dropped = { ...emptyAccounting, received: repeats.size, dropped: { duplicate: repeats.size } };
    return { ...result, accounting: addAccounting(result.accounting, dropped) };
  };
};
