import { readLakePath, type LakeObject } from '@bellwether/lake';
import { hourMs } from '@bellwether/log-model';
import type { ListedObject } from '@bellwether/ports';

/** An object of the lake that waits for compaction. */
export interface Waiting extends LakeObject {
  readonly sizeBytes: number;
}

/** Objects that are compacted together: all of one kind and one hour. */
export interface Group {
  readonly kind: 'events' | 'payloads';
  readonly hourMs: number;
  readonly objects: readonly Waiting[];
}

/**
 * Objects whose hour is closed, in groups that fit into memory, the oldest hour first.
 *
 * @param closedMs  hours that ended by then are closed, epoch milliseconds UTC
 * @param maxBytes  of a group; an object that is larger by itself is a group of its own
 */
export const planGroups = (listed: readonly ListedObject[], closedMs: number, maxBytes: number): readonly Group[] => {
  const waiting = listed
    .flatMap(({ path, sizeBytes }) => {
      const object = readLakePath(path);
      return object?.records !== undefined && object.hourMs + hourMs <= closedMs ? [{ ...object, sizeBytes }] : [];
    })
    .sort((left, right) => left.hourMs - right.hourMs || (left.path < right.path ? -1 : 1));
  const groups: { kind: Group['kind']; hourMs: number; objects: Waiting[]; bytes: number }[] = [];
  for (const object of waiting) {
    const kind = object.kind === 'payloads' ? 'payloads' : 'events';
    const last = groups.at(-1);
    const fits = last?.kind === kind && last.hourMs === object.hourMs && last.bytes + object.sizeBytes <= maxBytes;
    if (last !== undefined && fits) {
      last.objects.push(object);
      last.bytes += object.sizeBytes;
    } else groups.push({ kind, hourMs: object.hourMs, objects: [object], bytes: object.sizeBytes });
  }
  return groups;
};
