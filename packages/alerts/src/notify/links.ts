import type { NotificationLink } from '@bellwether/ports';
import type { Head } from '../group/group.ts';
import type { ArchiveLocation } from '../policy.ts';

// The console wants the name escaped twice, with `$` for the second `%`.
const inConsole = (text: string): string => encodeURIComponent(encodeURIComponent(text)).replaceAll('%', '$');

export const regionPattern = /^[a-z]{2}(-[a-z]{1,10}){1,3}-\d{1,2}$/;
/** Names of log groups as CloudWatch Logs takes them: nothing in there ends an address, or a text of SQL. */
export const logGroupPattern = /^[A-Za-z0-9_\-/.#]{1,512}$/;

/** Hosts of the console by the beginning of the region's name; all others share one. */
const consoleHosts: readonly (readonly [string, string])[] = [
  ['cn-', 'console.amazonaws.cn'],
  ['us-gov-', 'console.amazonaws-us-gov.com'],
];

const consoleOf = (region: string): string => {
  const host = consoleHosts.find(([beginning]) => region.startsWith(beginning))?.[1] ?? 'console.aws.amazon.com';
  return `https://${region}.${host}`;
};

const archiveLinks = (archive: ArchiveLocation | undefined): readonly NotificationLink[] =>
  archive === undefined || !regionPattern.test(archive.region)
    ? []
    : [
        {
          label: `Archive in Athena, workgroup ${archive.workgroup}`,
          url: `${consoleOf(archive.region)}/athena/home?region=${archive.region}#/query-editor`,
        },
      ];

/** Where a person can look further: the log group in the console, when the scope names one, and where the archive is asked. */
export const linksOf = (
  { region, scope, account, dataset }: Pick<Head, 'region' | 'scope' | 'account' | 'dataset'>,
  archive?: ArchiveLocation,
): readonly NotificationLink[] => {
  // A scope is `<account>:<log group>`, or `<account>:<dataset>` where there is no group.
  const logGroup = scope.includes(':') ? scope.slice(scope.indexOf(':') + 1) : '';
  if (!regionPattern.test(region) || !logGroupPattern.test(logGroup) || logGroup === dataset || account === 'local')
    return archiveLinks(archive);
  const url = `${consoleOf(region)}/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${inConsole(logGroup)}`;
  return [{ label: 'Log group in the console', url }, ...archiveLinks(archive)];
};
