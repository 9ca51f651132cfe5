import { hourMs } from '@bellwether/log-model';
import { joinPayloads, partitionPath } from '@bellwether/lake';
import { readParquet } from '@bellwether/lake/parquet';
import { cloudTrailRecord, cloudWatchEnvelope, gzipJson, sampleTimeMs } from '@bellwether/testkit';
import type { Composition, Effect } from './composition.ts';
import { buckets, folders, markKeyEffect, objectKeys, puts, table } from './looks.ts';

const address = '203.0.113.9';
const ownLine = 'a line of a group called bellwether';
const payloadKey = 'arn:aws:kms:us-east-1:111122223333:key/payloads';

const payloads = [
  cloudWatchEnvelope({ logEvents: [`ERROR connection to ${address} refused`] }),
  cloudWatchEnvelope({ logGroup: '/cloudtrail/management', logEvents: [JSON.stringify(cloudTrailRecord())] }),
  cloudWatchEnvelope({ logGroup: '/aws/lambda/bellwether-ingest', logEvents: [`INFO ${ownLine}`] }),
];

/** What ingestion kept of two records, in the hour from 12 to 13. */
const object = joinPayloads(
  payloads.map((envelope, n) => ({ sequence: String(n + 1), arrivalMs: sampleTimeMs, bytes: gzipJson(envelope) })),
);

/** Which of these texts the parts hold. */
const compacted =
  (...texts: readonly string[]): Effect['look'] =>
  async (seen) => {
    const parts = puts(seen).filter(({ key }) => key.startsWith('events-parquet/'));
    const events = await Promise.all(parts.map(({ body }) => readParquet(body, 'application')));
    const messages = events.flat().map(({ event }) => event.message);
    return texts.filter((text) => messages.some((message) => message.includes(text)));
  };

/** Datasets that the sources of the compacted events are declared to hold. */
const declared: Effect['look'] = async (seen) => {
  const parts = puts(seen).filter(({ key }) => key.includes('dataset=cloudtrail'));
  const events = await Promise.all(parts.map(({ body }) => readParquet(body, 'cloudtrail')));
  return events.flat().map(({ provenance }) => provenance?.declaredDataset);
};

const written = ['events-parquet', 'payloads-kept'];

export const compactArchive: Composition = {
  environment: {
    LAKE_BUCKET: 'lake-one',
    TEMPLATES_TABLE: 'templates-one',
    MARK_KEY_PARAMETER: '/one/mark-key',
    OWN_LOG_GROUP_PREFIX: '/aws/lambda/bellwether-',
    DECLARED_DATASETS: '111122223333:/cloudtrail/management=cloudtrail',
  },
  // The hour ended two hours before.
  events: [{ time: new Date(sampleTimeMs + 3 * hourMs).toISOString() }],
  arrangement: {
    objects: new Map([[`lake-one/${partitionPath('payloads', 'mixed', sampleTimeMs)}/s-1-2.ndjson.gz`, object]]),
  },
  effects: {
    LAKE_BUCKET: { changed: 'lake-two', look: buckets('lake-'), before: ['lake-one'], after: ['lake-two'] },
    TEMPLATES_TABLE: table('templates'),
    MARK_KEY_PARAMETER: markKeyEffect,
    DECLARED_DATASETS: {
      changed: '111122223333:/elsewhere=cloudtrail',
      look: declared,
      before: ['cloudtrail'],
      after: [undefined],
    },
    OWN_LOG_GROUP_PREFIX: {
      changed: '/aws/lambda/somebody-else-',
      look: compacted(ownLine),
      before: [],
      after: [ownLine],
    },
    PAYLOAD_KEY_ARN: { changed: payloadKey, look: objectKeys, before: [], after: [payloadKey] },
    REDACT: { changed: 'ip', look: compacted(address), before: [address], after: [] },
    SETTLE_MINUTES: { changed: '240', look: folders, before: written, after: [] },
  },
};
