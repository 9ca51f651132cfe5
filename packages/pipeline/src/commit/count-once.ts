import {
  identify,
  scopeOf,
  windowStart,
  type CountContribution,
  type EventEvidence,
  type UnderstoodEvent,
} from '@bellwether/log-model';
import type { CountedIdStore } from '@bellwether/ports';
import { claimIds, type AskedId } from './claim-ids.ts';
import type { CountedRecords, UnderstoodBatch } from './understood-batch.ts';

/** What of a batch counts. */
export interface CountedBatch extends CountedRecords {
  readonly evidence: readonly EventEvidence[];
  readonly contributions: readonly CountContribution[];
}

/** A random id, whose digits need no hash: hashing millions of them would cost more than the rest. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const sixDigits = (left: string, right: string): string =>
  (Number.parseInt(left, 16) ^ Number.parseInt(right, 16)).toString(16).padStart(6, '0');

/** 48 bits of an id: of a random one the first and the last twelve digits, one over the other. */
const fingerprintOf = (id: string): string =>
  uuid.test(id)
    ? sixDigits(id.slice(0, 6), id.slice(24, 30)) + sixDigits(id.slice(6, 8) + id.slice(9, 13), id.slice(30))
    : identify('service-id', id).slice(0, 12);

/** A time that is not believed differs from delivery to delivery, so such records share one page. */
const pageOf = (source: string, timestampMs: number | undefined): string =>
  `${source} ${timestampMs === undefined ? 'unknown' : windowStart(timestampMs)}`;

/** What stays the same of a record however its batch is cut: its object, its payload; of a file that commits once, its batch. */
const ownersOf = ({ shard, firstSequence }: UnderstoodBatch) => {
  const owners = new Map<string, string>();
  return (path: string | undefined, sequence: string): string => {
    const part = path === 'object' ? '' : path === 'file' ? firstSequence : sequence;
    const owner = owners.get(part) ?? identify('id-owner', shard, part);
    owners.set(part, owner);
    return owner;
  };
};

/**
 * Leaves out of a batch what was counted already: records that their service wrote under the same id into another file, by another trail,
 * or delivered again. They stay in the archive, at both positions.
 *
 * An id counts once in its log source. What rules found counts once in the account, whichever of its log sources gave it first.
 *
 * @throws PortError when the store fails
 */
export const countOnce = async (store: CountedIdStore, batch: UnderstoodBatch): Promise<CountedBatch> => {
  const { events, serviceIds = [], contributions = [] } = batch;
  const ownerOf = ownersOf(batch);
  const ofEvents = new Map<AskedId, UnderstoodEvent>();
  const ofEvidence = new Map<AskedId, UnderstoodEvent>();
  const ofCounted = new Map<AskedId, string>();
  for (const understood of events) {
    const { event, evidence, sequence, provenance, hasServiceId } = understood;
    if (hasServiceId !== true) continue;
    const timestampMs = event.attributes['bellwether.claimed.time'] === undefined ? event.timestampMs : undefined;
    const asked = { fingerprint: fingerprintOf(event.id), owner: ownerOf(provenance?.ingestionPath, sequence) };
    ofEvents.set({ ...asked, page: pageOf(scopeOf(event), timestampMs) }, understood);
    if (evidence.length === 0) continue;
    const account = `rules ${event.account}:${event.dataset}`;
    ofEvidence.set({ ...asked, page: pageOf(account, timestampMs) }, understood);
  }
  for (const { id, scope, sequence, timestampMs } of serviceIds)
    ofCounted.set(
      { fingerprint: fingerprintOf(id), owner: ownerOf('object', sequence), page: pageOf(scope, timestampMs) },
      sequence,
    );
  const repeats = await claimIds(store, [...ofEvents.keys(), ...ofEvidence.keys(), ...ofCounted.keys()]);
  const leftOut = new Set<UnderstoodEvent>();
  const unfounded = new Set<UnderstoodEvent>();
  const sequences = new Set<string>();
  for (const asked of repeats) {
    const [event, evidence, sequence] = [ofEvents.get(asked), ofEvidence.get(asked), ofCounted.get(asked)];
    if (event !== undefined) leftOut.add(event);
    if (evidence !== undefined) unfounded.add(evidence);
    if (sequence !== undefined) sequences.add(sequence);
  }
  return {
    events: leftOut.size === 0 ? events : events.filter((event) => !leftOut.has(event)),
    evidence: events.flatMap((event) => (leftOut.has(event) || unfounded.has(event) ? [] : event.evidence)),
    contributions:
      sequences.size === 0 ? contributions : contributions.filter(({ sequence }) => !sequences.has(sequence)),
    repeats: leftOut.size + sequences.size,
  };
};
