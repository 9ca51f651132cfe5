import { ownRules } from '@bellwether/detections';
import { fileAlerts, openLocalState } from '@bellwether/local-adapters';
import { compileRules, type LogEvent, type ReadRecord, type UnderstoodEvent } from '@bellwether/log-model';
import { createLearntCore, emptyTally, readBatch, rememberBatch, type PlacedRecord } from '@bellwether/pipeline';
import type { ArchivedEvent } from '@bellwether/lake';
import { noRemediation } from '../analyze/no-remediation.ts';
import type { ReplayItem } from './gather.ts';

/** What sending one item came to. */
export interface Sent {
  readonly events: number;
  /** Records that still cannot be read. */
  readonly unreadable: number;
}

/** Where items are sent. */
export interface ReplayTarget {
  send(item: Exclude<ReplayItem, { kind: 'refused' }>): Promise<Sent>;
  close(): Promise<void>;
}

const documentOf = (message: string): Pick<ReadRecord, 'document'> => {
  if (!message.startsWith('{')) return {};
  try {
    return { document: JSON.parse(message) as Readonly<Record<string, unknown>> };
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
};

/** An understood event as a record, so that the rules of today look at it. */
const recordOf = ({ sequence, event }: ArchivedEvent): PlacedRecord => {
  const { id, timestampMs, source, severity: level, account, region, message, attributes } = event;
  const record = { format: 'archive', source, timestampMs, id, level, account, region, message, attributes };
  const { logGroup, logStream } = event;
  const origin = { account, region, logGroup, logStream };
  return {
    record: { ...record, ...documentOf(message) },
    place: { origin, sequence, arrivalMs: timestampMs, fallbackId: id },
  };
};

/** The signals are those of today's rules; the event stays what it was when it was archived. */
const asArchived = (understood: UnderstoodEvent, event: LogEvent): UnderstoodEvent => ({
  ...understood,
  event,
  signals: understood.signals.map((signal) => ({ ...signal, event })),
});

/**
 * Sends through the whole core into a state folder. Each item commits in one transaction. What cannot be read again is
 * not quarantined again: it is there already.
 *
 * @param keepsArchive  whether events are archived; not where they come from this very archive
 * @throws StateError when the folder cannot be used
 */
export const openLocalTarget = async (
  directory: string,
  keepsArchive: boolean,
  now: () => number,
): Promise<ReplayTarget> => {
  const state = await openLocalState(directory);
  const ports = {
    archive: keepsArchive ? state.archive : { write: async () => undefined },
    quarantine: { keep: async () => undefined },
    counts: state.counts,
    findings: state.findings,
    templates: state.templates,
    alerts: fileAlerts(state.layout.alerts),
    remediation: noRemediation,
    clock: { now },
  };
  const core = createLearntCore(ports, { rules: compileRules(ownRules) });
  const policy = { alertMinSeverity: 'WARNING' } as const;

  const remember = async (batch: Parameters<typeof rememberBatch>[2]): Promise<void> =>
    state.transaction(async () => {
      await rememberBatch(ports, policy, batch);
      await core.save();
    });

  return {
    send: async (item) => {
      if (item.kind === 'events') {
        const understood = await core.understand(item.events.map(recordOf));
        const events = understood.map((one, index) => asArchived(one, item.events[index]?.event ?? one.event));
        const [firstSequence = '', lastSequence = ''] = [events[0]?.sequence, events.at(-1)?.sequence];
        const tally = { ...emptyTally, received: events.length, classified: events.length };
        await remember({ shard: item.shard, firstSequence, lastSequence, events, quarantined: [], tally });
        return { events: events.length, unreadable: 0 };
      }
      const { batch } = item.delivery;
      const { records, tally } = readBatch(batch, { ownLogGroupPrefixes: [] });
      const events = await core.understand(records);
      const [firstSequence = '', lastSequence = ''] = [batch.records[0]?.sequence, batch.records.at(-1)?.sequence];
      await remember({ shard: batch.shard, firstSequence, lastSequence, events, quarantined: [], tally });
      return {
        events: events.length,
        unreadable: Object.values(tally.unreadable).reduce((sum, count) => sum + count, 0),
      };
    },
    close: () => state.close(),
  };
};
