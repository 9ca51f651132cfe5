import { Command, InvalidArgumentError, Option } from 'commander';
import { severityOption } from '../severity-option.ts';
import { parseTime } from '../time-option.ts';
import { findingStates, oneLine, type FindingState, type Severity } from '@bellwether/log-model';
import { findingOfView, type FindingView } from '@bellwether/queries';
import { exitCodes } from '../exit-codes.ts';
import { openFindings, type OpenFindings } from './open-findings.ts';
import { showCommand } from './show-command.ts';

export interface FindingsFlags {
  readonly state: string;
  readonly table?: string;
  readonly severity?: Severity;
  readonly scope?: string;
  readonly status?: FindingState;
  readonly from?: string;
  readonly until?: string;
  readonly limit: number;
  readonly format: 'text' | 'json';
  readonly mark?: FindingState;
  readonly at?: string;
}

/** Latest time that a date can contain, epoch milliseconds UTC. */
const latestMs = 8.64e15;

const timeOf = (name: string, text: string | undefined, otherwise: number, nowMs: number): number => {
  if (text === undefined) return otherwise;
  const timeMs = parseTime(text, nowMs);
  if (timeMs === undefined) throw new RangeError(`--${name} takes a time such as 2026-11-20T07:00Z, 2026-11-20 or 2h.`);
  return timeMs;
};

/** Since when the finding has the status. A time in the future is refused: until then, no later mark would take effect. */
const markedAtMs = ({ mark, at }: FindingsFlags, nowMs: number): number => {
  if (at !== undefined && mark === undefined)
    throw new RangeError('--at says since when the status of --mark holds; give both.');
  const atMs = timeOf('at', at, nowMs, nowMs);
  if (atMs > nowMs) throw new RangeError('--at takes a time in the past.');
  return atMs;
};

const textOf = ({ id, severity, title, logSource, lastSeenMs, count, status }: FindingView): string => {
  const seen = new Date(lastSeenMs).toISOString();
  return `${seen}  ${severity.padEnd(8)}  ${status.padEnd(11)}  ${id}  ${oneLine(title, 160)} (${count}, ${oneLine(logSource, 120)})`;
};

const jsonOf = (view: FindingView): string =>
  JSON.stringify({
    ...findingOfView(view),
    state: view.status,
    ...(view.statusSinceMs === undefined ? {} : { stateSinceMs: view.statusSinceMs }),
  });

/** Findings per page. */
const maxPage = 500;

/** Gives the findings that are asked for, page after page. */
async function* find(reads: OpenFindings['reads'], flags: FindingsFlags, nowMs: number): AsyncGenerator<FindingView> {
  const [fromMs, toMs] = [timeOf('from', flags.from, 0, nowMs), timeOf('until', flags.until, latestMs, nowMs)];
  if (fromMs >= toMs) throw new RangeError('--from must be before --until.');
  const { severity, scope, status } = flags;
  const filter = {
    ...(severity === undefined ? {} : { severities: [severity] }),
    ...(scope === undefined ? {} : { logSource: scope }),
    ...(status === undefined ? {} : { statuses: [status] }),
  };
  let cursor: string | undefined;
  let left = flags.limit;
  do {
    const limit = Math.min(left, maxPage);
    const page = await reads.findings({ fromMs, toMs, limit, ...filter, ...(cursor === undefined ? {} : { cursor }) });
    yield* page.items;
    left -= page.items.length;
    cursor = page.next;
  } while (left > 0 && cursor !== undefined);
}

/**
 * Prints findings, of these ids or those that are asked for, after they were marked where that is asked.
 *
 * @returns ids that no finding has
 * @throws RangeError when the flags do not fit together; PortError or StateError when a directory or a table cannot be used
 */
export const runFindings = async (
  ids: readonly string[],
  flags: FindingsFlags,
  now: () => number,
  print: (line: string) => void,
): Promise<readonly string[]> => {
  if (flags.mark !== undefined && ids.length === 0) throw new RangeError('Name the findings to mark by their ids.');
  const filter = (['severity', 'scope', 'status', 'from', 'until'] as const).find((name) => flags[name] !== undefined);
  if (ids.length > 0 && filter !== undefined)
    throw new RangeError(`Either ids or --${filter}: a finding that is named by its id is not looked for.`);
  const sinceMs = markedAtMs(flags, now());
  const opened = await openFindings(flags.table, flags.state);
  const { reads, store } = opened;
  try {
    const printOne = (view: FindingView): void => print(flags.format === 'json' ? jsonOf(view) : textOf(view));
    if (ids.length === 0) {
      for await (const view of find(reads, flags, now())) printOne(view);
      return [];
    }
    const unknown: string[] = [];
    for (const id of ids) {
      if (flags.mark !== undefined) await store.setStatus(id, { state: flags.mark, sinceMs });
      const view = await reads.finding({ id });
      if (view === undefined) unknown.push(id);
      else printOne(view);
    }
    return unknown;
  } finally {
    await opened.close();
  }
};

const countOf = (text: string): number => {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 10_000)
    throw new InvalidArgumentError('It takes a number from 1 to 10000.');
  return count;
};

/** `bellwether findings`: lists findings, and sets their status. */
export const findingsCommand = (): Command =>
  new Command('findings')
    .addCommand(showCommand())
    .description('List findings, the newest first, or set their status.')
    .argument('[ids...]', 'only these findings')
    .option('-s, --state <folder>', 'state folder that is read', '.bellwether')
    .option('--table <name>', 'findings table on AWS, instead of the state folder')
    .addOption(severityOption('--severity <severity>', 'only this severity'))
    .option('--scope <scope>', 'only this log source, such as 123456789012:/app/payments')
    .addOption(new Option('--status <status>', 'with this status').choices(findingStates))
    .option('--from <time>', 'last seen at or after: 2026-11-20T07:00Z, 2026-11-20, or 2h for two hours ago')
    .option('--until <time>', 'last seen before')
    .option('--limit <count>', 'at most this many', countOf, 50)
    .addOption(new Option('-f, --format <format>', 'what to print').choices(['text', 'json']).default('text'))
    .addOption(new Option('--mark <status>', 'mark the findings of these ids').choices(findingStates))
    .option('--at <time>', 'since when the status holds, ISO 8601 (default: now)')
    .action(async (ids: readonly string[], flags: FindingsFlags) => {
      const unknown = await runFindings(ids, flags, Date.now, (line) => console.log(line));
      for (const id of unknown) console.error(`bellwether: there is no finding ${oneLine(id, 80)}.`);
      if (unknown.length > 0) process.exitCode = exitCodes.inputFailed;
    });
