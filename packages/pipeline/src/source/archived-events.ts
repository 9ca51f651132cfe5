import type { ArchivedEvent } from '@bellwether/lake';
import {
  evidenceOfMatch,
  scopeOf,
  type DetectionRule,
  type ReadRecord,
  type UnderstoodEvent,
  type PositionedRecord,
} from '@bellwether/log-model';
import { parsedJson } from '../replay/parsed-json.ts';
import type { BatchEnd, OpenedItem } from './opened-item.ts';

/** The JSON that the record was, where the message is all of it. */
const documentOf = (message: string): Pick<ReadRecord, 'document'> => {
  const document = message.startsWith('{') ? parsedJson(message) : undefined;
  return document === undefined ? {} : { document: document as Readonly<Record<string, unknown>> };
};

/** An understood event as a record, so that the rules of today look at it. */
const recordOf = ({ sequence, event, provenance }: ArchivedEvent): PositionedRecord => {
  const { id, timestampMs, dataset, severity: level, account, region, message, attributes } = event;
  const record = { format: 'archive', dataset, timestampMs, id, level, account, region, message, attributes };
  const { logGroup, logStream } = event;
  const origin = { account, region, logGroup, logStream };
  return {
    record: { ...record, ...documentOf(message) },
    position: {
      origin,
      sequence,
      arrivalMs: timestampMs,
      fallbackId: id,
      ...(provenance === undefined ? {} : { provenance: { origin, ...provenance } }),
    },
  };
};

/**
 * The event as it was archived, and what rules that are still there found in it then. Rules of today are believed about the
 * others only where they see all that they would have seen of the record: without its document a filter would find nothing.
 */
const asArchived = (
  { sequence, event, isOfDocument, hits = [], provenance }: ArchivedEvent,
  understood: UnderstoodEvent,
  ruleOf: ReadonlyMap<string, DetectionRule>,
): UnderstoodEvent => {
  const scope = scopeOf(event);
  const kept = hits.flatMap((hit) => {
    const rule = ruleOf.get(hit.rule);
    return rule === undefined ? [] : [{ sequence, event, scope, evidence: evidenceOfMatch(rule, hit) }];
  });
  const seesAll = isOfDocument !== true || understood.isOfDocument === true;
  const today = understood.evidence.filter(
    ({ evidence }) => (seesAll || evidence.kind !== 'rule') && hits.every(({ rule }) => rule !== evidence.rule),
  );
  return {
    sequence,
    event,
    evidence: [...kept, ...today.map((found) => ({ ...found, event }))],
    ...(isOfDocument ? { isOfDocument } : {}),
    ...(understood.hasServiceId === true ? { hasServiceId: true as const } : {}),
    ...(provenance === undefined || understood.provenance === undefined ? {} : { provenance: understood.provenance }),
  };
};

/**
 * Gives understood events of an archive, as one batch.
 *
 * @param ruleOf  the rules of today, by id
 */
export function* archivedEvents(
  shard: string,
  archived: readonly ArchivedEvent[],
  ruleOf: ReadonlyMap<string, DetectionRule>,
): Generator<Iterable<OpenedItem | BatchEnd>, void, undefined> {
  yield archived.map((one) => ({ kind: 'record' as const, ...recordOf(one) }));
  yield [
    {
      kind: 'end',
      shard,
      isWhole: true,
      rangeOf: () => ({
        firstSequence: archived[0]?.sequence ?? '',
        lastSequence: archived.at(-1)?.sequence ?? '',
      }),
      eventsOf: (understood) =>
        archived.flatMap((one, index) => {
          const today = understood[index];
          return today === undefined ? [] : [asArchived(one, today, ruleOf)];
        }),
    },
  ];
}
