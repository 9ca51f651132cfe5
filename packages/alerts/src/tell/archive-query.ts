import type { Head } from '../group/group.ts';
import type { ArchivePlace } from '../policy.ts';
import { logGroupPattern } from './links.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** Before and behind what was seen: what else happened then is mostly asked for too. */
const aroundMs = 5 * minuteMs;

const accountPattern = /^\d{12}$/;

const dateOf = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10);
const hourOf = (timeMs: number): number => Math.floor(timeMs / hourMs) % 24;

/**
 * The question to ask the archive for a group's events, for Athena: those of the scope of its weightiest finding, from shortly
 * before the first to shortly after the last. What the scope cannot be asked by safely is left out, so that more is shown.
 */
export const archiveQueryOf = (
  { scope, source }: Pick<Head, 'scope' | 'source'>,
  { firstSeenMs, lastSeenMs }: { readonly firstSeenMs: number; readonly lastSeenMs: number },
  { database }: ArchivePlace,
): string => {
  const [fromMs, toMs] = [firstSeenMs - aroundMs, lastSeenMs + aroundMs];
  const [account, name] = [scope.slice(0, Math.max(0, scope.indexOf(':'))), scope.slice(scope.indexOf(':') + 1)];
  const conditions = [
    `"date" BETWEEN DATE '${dateOf(fromMs)}' AND DATE '${dateOf(toMs)}'`,
    ...(dateOf(fromMs) === dateOf(toMs) ? [`"hour" BETWEEN ${hourOf(fromMs)} AND ${hourOf(toMs)}`] : []),
    `"timestampMs" BETWEEN ${Math.floor(fromMs)} AND ${Math.ceil(toMs)}`,
    ...(accountPattern.test(account) ? [`"account" = '${account}'`] : []),
    ...(name === source ? [`"source" = '${source}'`] : logGroupPattern.test(name) ? [`"logGroup" = '${name}'`] : []),
  ];
  return `SELECT * FROM "${database}"."events_once" WHERE ${conditions.join(' AND ')} ORDER BY "timestampMs" LIMIT 500`;
};
