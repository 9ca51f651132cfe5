import { minuteMs } from '@bellwether/log-model';
import type { Head } from '../group/group.ts';
import { logGroupPattern, regionPattern } from './links.ts';

/** Time before the first and after the last event that the command shows too. */
const marginMs = 5 * minuteMs;

const accountPattern = /^\d{12}$/;

/**
 * The command that shows a group's lines in CloudWatch Logs, for where there is no archive to ask. People paste it, so there is none for a
 * name that is not one of AWS's own.
 *
 * @example linesCommandOf(head, span)
 * // aws logs filter-log-events --log-group-name '/app/orders' --start-time 1768471391000 --end-time 1768471992000 --region eu-west-1
 */
export const linesCommandOf = (
  { scope, dataset, region }: Pick<Head, 'scope' | 'dataset' | 'region'>,
  { firstSeenMs, lastSeenMs }: { readonly firstSeenMs: number; readonly lastSeenMs: number },
): string | undefined => {
  const end = scope.indexOf(':');
  const [account, name] = [scope.slice(0, Math.max(0, end)), scope.slice(end + 1)];
  if (!accountPattern.test(account) || name === dataset || !logGroupPattern.test(name)) return undefined;
  const [from, to] = [Math.floor(firstSeenMs - marginMs), Math.ceil(lastSeenMs + marginMs)];
  const where = regionPattern.test(region) ? ` --region ${region}` : '';
  return `aws logs filter-log-events --log-group-name '${name}' --start-time ${Math.max(0, from)} --end-time ${Math.max(0, to)}${where}`;
};
