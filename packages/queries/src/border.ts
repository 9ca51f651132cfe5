import type { Finding } from '@bellwether/log-model';
import type { StoredFinding } from '@bellwether/ports';
import type { FindingView } from './contracts/findings.ts';

/**
 * The one place where the names of the core and of the archive meet those of the contracts: account and log group are a
 * `logSource` here and `scope` there.
 */

/** Column of the archive's view that says what wrote an event. */
export const datasetColumn = 'dataset';

/** Prefix of the counter fields that count a dataset's events by severity: `<prefix><dataset>/<severity>`. */
export const datasetFieldPrefix = 'dataset:';

export const logSourceOf = ({ scope }: { readonly scope: string }): string => scope;

/** A stored finding as people see it. */
export const findingViewOf = ({ finding, status, notifiedAtMs }: StoredFinding): FindingView => {
  const { scope, ...rest } = finding;
  return {
    ...rest,
    logSource: logSourceOf({ scope }),
    status: status?.state ?? 'new',
    ...(status === undefined ? {} : { statusSinceMs: status.sinceMs }),
    ...(notifiedAtMs === undefined ? {} : { notifiedAtMs }),
  };
};

/** The finding itself, as the core words it. The inverse of `findingViewOf`, but for status and notification. */
export const findingOfView = (view: FindingView): Finding => {
  const { logSource, status: _status, statusSinceMs: _since, notifiedAtMs: _notified, ...rest } = view;
  return { ...rest, scope: logSource };
};
