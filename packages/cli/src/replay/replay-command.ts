import { Command, Option } from 'commander';
import { countWindowMs, datasets } from '@bellwether/log-model';
import type { ArchiveRange } from '@bellwether/pipeline';
import { exitCodes } from '../exit-codes.ts';
import { gatherArchive } from './gather-archive.ts';
import { gatherFailures, gatherQuarantine, gatherTrail } from './gather.ts';
import { gatherUndelivered } from './gather-undelivered.ts';
import type { ReplayItem } from './replay-item.ts';
import {
  lateObjects,
  openFunction,
  openListing,
  openQueue,
  openStream,
  openTopics,
  openUndelivered,
} from './open-aws.ts';
import { bucketOf, openReplaySource, trailOf } from './open-source.ts';
import { replay, type ReplaySummary } from './replay.ts';
import type { ReplayTarget } from './replay-target.ts';
import { functionTarget, queueTarget, streamTarget, topicTarget } from './send-aws.ts';
import { openLocalTarget } from './send-local.ts';

export interface ReplayFlags {
  readonly quarantine?: boolean;
  readonly failures?: boolean;
  readonly archive?: boolean;
  readonly trail?: string;
  /** URL of the queue. */
  readonly undelivered?: string;
  readonly from?: string;
  readonly until?: string;
  readonly dataset?: string;
  readonly state: string;
  readonly lake?: string;
  readonly to: 'local' | 'stream' | 'lambda' | 'queue' | 'topic';
  readonly into?: string;
  readonly stream?: string;
  readonly function?: string;
  readonly queue?: string;
  readonly topic?: string;
  readonly alreadyCounted?: boolean;
  readonly apply?: boolean;
}

/** @throws RangeError for text that is not a time, or a time inside a window, where the window's counters would be split */
const timeOf = (name: string, text: string | undefined): number => {
  const timeMs = Date.parse(text ?? '');
  if (Number.isNaN(timeMs)) throw new RangeError(`--${name} takes a time such as 2026-11-20T07:00Z.`);
  if (timeMs % countWindowMs !== 0) throw new RangeError(`--${name} takes a time on a border of five minutes.`);
  return timeMs;
};

const rangeOf = (flags: ReplayFlags): ArchiveRange => {
  const [fromMs, toMs] = [timeOf('from', flags.from), timeOf('until', flags.until)];
  if (fromMs >= toMs) throw new RangeError('--from must be before --until.');
  return { fromMs, toMs, ...(flags.dataset === undefined ? {} : { dataset: flags.dataset }) };
};

/** Options that only mean something beside others, and those others. */
const dependent: readonly (readonly [keyof ReplayFlags, string, (flags: ReplayFlags) => boolean])[] = [
  ['from', '--archive or --trail', ({ archive, trail }) => archive === true || trail !== undefined],
  ['until', '--archive or --trail', ({ archive, trail }) => archive === true || trail !== undefined],
  ['dataset', '--archive', ({ archive }) => archive === true],
  ['alreadyCounted', '--failures', ({ failures }) => failures === true],
  ['into', '--to local', ({ to }) => to === 'local'],
  ['stream', '--to stream', ({ to }) => to === 'stream'],
  ['function', '--to lambda', ({ to }) => to === 'lambda'],
  ['queue', '--to queue', ({ to }) => to === 'queue'],
  ['topic', '--to topic', ({ to }) => to === 'topic'],
];

/** @throws RangeError naming an option that would be ignored */
const refuseIgnored = (flags: ReplayFlags): void => {
  const ignored = dependent.find(([name, , isUsed]) => flags[name] !== undefined && !isUsed(flags));
  if (ignored === undefined) return;
  const [name, others] = ignored;
  throw new RangeError(`--${name === 'alreadyCounted' ? 'already-counted' : name} is only used with ${others}.`);
};

const isQueueUrl = (text: string): boolean => /^https?:\/\//.test(text);

const gatherAll = async (flags: ReplayFlags): Promise<AsyncIterable<ReplayItem>> => {
  const named = [flags.trail, flags.undelivered].map((value) => value !== undefined);
  const chosen = [flags.quarantine, flags.failures, flags.archive, ...named].filter(Boolean).length;
  if (chosen !== 1) throw new RangeError('Name one of --quarantine, --failures, --archive, --trail and --undelivered.');
  refuseIgnored(flags);
  if (flags.undelivered !== undefined) {
    if (!isQueueUrl(flags.undelivered))
      throw new RangeError(
        '--undelivered takes the URL of a queue: aws sqs get-queue-url --queue-name bellwether-undelivered-alerts prints it.',
      );
    return gatherUndelivered(await openUndelivered(flags.undelivered), flags.apply === true ? 'sending' : 'listing');
  }
  if (flags.trail !== undefined) {
    const { bucket, prefix } = trailOf(flags.trail);
    const range = rangeOf(flags);
    return gatherTrail(await openListing(bucket), prefix, range);
  }
  const source = await openReplaySource(flags.lake, flags.state);
  if (flags.quarantine) return gatherQuarantine(source);
  if (flags.failures) return gatherFailures(source, { isCounted: flags.alreadyCounted === true });
  return gatherArchive(source, rangeOf(flags));
};

const openAwsTarget = async (flags: ReplayFlags): Promise<ReplayTarget> => {
  if (flags.to === 'stream') {
    if (flags.stream === undefined) throw new RangeError('--to stream needs --stream <name>.');
    return streamTarget(await openStream(flags.stream));
  }
  if (flags.to === 'queue') {
    if (!isQueueUrl(flags.queue ?? ''))
      throw new RangeError('--to queue needs --queue <url>: aws sqs get-queue-url --queue-name <name> prints it.');
    return queueTarget(await openQueue(flags.queue ?? ''));
  }
  if (flags.to === 'topic') {
    if (!/^arn:[a-z-]+:sns:/.test(flags.topic ?? ''))
      throw new RangeError('--to topic needs --topic <arn>: terraform output alert_topic_arn prints it.');
    return topicTarget(await openTopics(), flags.topic ?? '');
  }
  if (flags.function === undefined) throw new RangeError('--to lambda needs --function <name>.');
  return functionTarget(await openFunction(flags.function), flags.function, bucketOf(flags.lake));
};

/** Sends to what is opened, and has a state folder judge what an archive has filled. */
const send = async (
  flags: ReplayFlags,
  sendTo: (target: ReplayTarget) => Promise<ReplaySummary>,
): Promise<ReplaySummary> => {
  const into = flags.into ?? flags.state;
  const isOwnArchive = flags.archive === true && flags.lake === undefined && into === flags.state;
  const local = flags.to === 'local' ? await openLocalTarget(into, !isOwnArchive, lateObjects, Date.now) : undefined;
  const target = local ?? (await openAwsTarget(flags));
  try {
    const summary = await sendTo(target);
    const range = flags.archive || flags.trail !== undefined ? rangeOf(flags) : undefined;
    // Those of its own archive were judged when they came.
    if (range !== undefined && !isOwnArchive) await local?.judge(range.fromMs, range.toMs);
    return summary;
  } finally {
    await target.close();
  }
};

const sentenceOf = ({ items, records, sent, unreadable, refused }: ReplaySummary, isApplied: boolean): string => {
  if (!isApplied) return `Would send ${records} records or events from ${items} items. Add --apply to send them.`;
  const rest = unreadable === 0 ? '' : ` ${unreadable} records still cannot be read.`;
  return `Sent ${sent} records or events from ${items} items${refused.length === 0 ? '' : `, ${refused.length} of which could not be replayed`}.${rest}`;
};

/** @throws RangeError when the flags do not fit together; PortError or StateError when a directory or a table cannot be used */
export const runReplay = async (flags: ReplayFlags, print: (line: string) => void): Promise<ReplaySummary> => {
  const items = await gatherAll(flags);
  const sendTo = (target?: ReplayTarget): Promise<ReplaySummary> =>
    replay(items, target, (path, records) => print(`${records}\t${path}`));
  const summary = await (flags.apply ? send(flags, sendTo) : sendTo());
  for (const { path, reason } of summary.refused) print(`-\t${path}\t${reason}`);
  print(sentenceOf(summary, flags.apply === true));
  return summary;
};

/** `bellwether replay`: sends records through the core again, from quarantine, from batches that Lambda gave up on, or from the archive. */
export const replayCommand = (): Command =>
  new Command('replay')
    .description(
      'Send through again: records from quarantine, from what Lambda gave up on or from the archive, and undelivered notifications.',
    )
    .option('--quarantine', 'records that could not be read')
    .option('--failures', 'batches and deliveries that Lambda gave up on, under aws/lambda/')
    .option('--archive', 'a range of the archive')
    .option('--trail <address>', 'files of a trail, s3://bucket/prefix, that may contain events of a range')
    .option('--undelivered <url>', 'notifications that no output took, on the queue with this URL')
    .option('--from <time>', 'of the archive or trail: first moment, ISO 8601, on a border of five minutes')
    .option('--until <time>', 'of the archive or trail: first moment after the range')
    .addOption(new Option('--dataset <dataset>', 'of the archive: only one dataset').choices(datasets))
    .option('-s, --state <folder>', 'state folder that is read, and written with --to local', '.bellwether')
    .option('--lake <address>', 'read this instead: s3://bucket, or a folder laid out like one')
    .addOption(
      new Option('--to <target>', 'where to send')
        .choices(['local', 'stream', 'lambda', 'queue', 'topic'])
        .default('local'),
    )
    .option('--into <folder>', 'with --to local: another state folder to write')
    .option('--stream <name>', 'with --to stream: the Kinesis stream')
    .option('--function <name>', 'with --to lambda: the function that ingests the stream')
    .option('--queue <url>', 'with --to queue: the queue of notices of the objects of a trail')
    .option('--topic <arn>', 'with --to topic: the topic that undelivered notifications are published on')
    .option(
      '--already-counted',
      'with --failures: the batches failed after they were counted, such as when an alert was sent',
    )
    .option('--apply', 'send; without it the items are only listed')
    .action(async (flags: ReplayFlags) => {
      const summary = await runReplay(flags, (line) => console.log(line));
      if (summary.refused.length > 0 || summary.unreadable > 0) process.exitCode = exitCodes.inputFailed;
    });
