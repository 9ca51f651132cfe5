import { cloudTrailFileKind } from '@bellwether/log-model';
import type { ListedVersion } from '@bellwether/ports';
import { noticeOf, type ReplayNotice } from './replay-notice.ts';

/**
 * Longest that CloudTrail takes from an event to the file that holds it: some five minutes on average, and once in a while far
 * more. Milliseconds.
 */
const maxDeliveryMs = 60 * 60_000;

/** A trail's file says when it was made, such as `_20260115T1205Z_`. */
const namePattern = /_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_[^/]*$/;

/** When a file was made: as its name says, or when it was written where somebody else has named it. */
const madeMsOf = ({ key, writtenMs }: ListedVersion): number => {
  const [, year, month, day, hour, minute] = namePattern.exec(key) ?? [];
  if (year === undefined) return writtenMs;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
};

/**
 * The notice of a trail's file that may contain events of a span of time, half-open; undefined for others, and for digests.
 *
 * It names the object as S3's own notice did, so that what was counted of it is left out.
 */
export const trailNotice = (
  file: ListedVersion,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): ReplayNotice | undefined => {
  const { writtenMs, ...object } = file;
  const kind = cloudTrailFileKind(object.key);
  const madeMs = madeMsOf(file);
  if ((kind !== 'events' && kind !== 'insight') || object.key.endsWith('/')) return undefined;
  if (madeMs < fromMs || madeMs >= toMs + maxDeliveryMs) return undefined;
  const noticed = { ...object, noticedMs: writtenMs };
  return { path: object.key, body: noticeOf(noticed), object: noticed };
};
