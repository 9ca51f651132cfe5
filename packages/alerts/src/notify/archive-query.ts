import { archiveQueryText } from '@bellwether/queries';
import type { Head } from '../group/group.ts';
import type { ArchiveLocation } from '../policy.ts';
import { logGroupPattern } from './links.ts';

/** Time before the first and after the last event that the query includes: what else happened then is mostly asked for too. */
const marginMs = 5 * 60_000;

const accountPattern = /^\d{12}$/;

/** Rows that the query gives. */
const maxRows = 500;

/**
 * The Athena query for a group's events: those of the log source of its most severe finding, from shortly before the first to shortly
 * after the last. People paste it, so a name that is not one of AWS's own is left out instead of quoted; the query then returns
 * more rows.
 */
export const archiveQueryOf = (
  { scope, dataset }: Pick<Head, 'scope' | 'dataset'>,
  { firstSeenMs, lastSeenMs }: { readonly firstSeenMs: number; readonly lastSeenMs: number },
  { database }: ArchiveLocation,
): string => {
  const [account, name] = [scope.slice(0, Math.max(0, scope.indexOf(':'))), scope.slice(scope.indexOf(':') + 1)];
  const filter = {
    fromMs: Math.floor(firstSeenMs - marginMs),
    toMs: Math.ceil(lastSeenMs + marginMs) + 1,
    ...(accountPattern.test(account) ? { account } : {}),
    ...(name === dataset ? { dataset } : logGroupPattern.test(name) ? { logGroup: name } : {}),
  };
  return archiveQueryText(database, filter, maxRows);
};
