import type { ArchivedEvent } from '@bellwether/lake';
import { readEventLine } from '@bellwether/lake';
import { gunzip } from '@bellwether/log-model';
import {
  createArchivedIngest,
  type IngestArchived,
  type Ingest,
  type IngestResult,
  type CommitPorts,
  type ReplayCall,
} from '@bellwether/pipeline';
import { HandlerError } from '@bellwether/lambda-kit';
import { streamIngest, type IngestStreamOptions } from './ingest-stream.ts';

/** Limit of the events of one call, in bytes after decompression. */
const maxPlainBytes = 64 * 1024 * 1024;

const notEvents = (): HandlerError => new HandlerError('TaskInputError', 'The input contains no events of an archive.');

/** @throws HandlerError for a line that is not one of an archive */
const eventsOf = (base64: string): readonly ArchivedEvent[] => {
  const unzipped = gunzip(Buffer.from(base64, 'base64'), maxPlainBytes);
  if (!unzipped.ok) throw notEvents();
  const lines = new TextDecoder().decode(unzipped.bytes).split('\n');
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const event = readEventLine(line, 'mixed');
      if (event === undefined) throw notEvents();
      return event;
    });
};

/** Stores nothing: records of this deployment's own lake are there already. */
const keepsNothing: Pick<CommitPorts, 'archive' | 'quarantine'> = {
  archive: { write: async () => undefined },
  quarantine: { keep: async () => undefined },
};

/**
 * Ingests what `bellwether replay` sends, under the shards and sequences it had: counters skip what they have counted.
 *
 * @param ownLake  bucket of the deployment's lake
 */
export const ingestReplays = (
  ports: CommitPorts,
  options: IngestStreamOptions,
  ownLake: string,
): ((call: ReplayCall) => Promise<IngestResult>) => {
  const openWith = (kept: CommitPorts): { readonly ofRecords: Ingest; readonly ofEvents: IngestArchived } => ({
    ofRecords: streamIngest(kept, options),
    ofEvents: createArchivedIngest(kept, options),
  });
  const [own, others] = [openWith({ ...ports, ...keepsNothing }), openWith(ports)];
  return ({ replay }) => {
    const { ofRecords, ofEvents } = replay.lake === ownLake ? own : others;
    if ('events' in replay) return ofEvents(replay.shard, eventsOf(replay.events));
    const records = replay.records.map(({ data, userRecord, partitionKey, orderingKey, ...position }) => ({
      ...position,
      ...(userRecord === undefined ? {} : { userRecord }),
      ...(partitionKey === undefined ? {} : { partitionKey }),
      ...(orderingKey === undefined ? {} : { orderingKey }),
      data: Buffer.from(data, 'base64'),
    }));
    return ofRecords({ shard: replay.shard, records });
  };
};
