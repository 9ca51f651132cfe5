import {
  countWindowMs,
  windowStart,
  type Finding,
  type LogEvent,
  type UnderstoodEvent,
  type WindowCounts,
} from '@bellwether/log-model';
import { changeBefore, changeLookBackMs, changeScopeOf, contextOf } from '@bellwether/log-model/decide';
import type { CountStore } from '@bellwether/ports';

/** Adds what people see first to a finding, as far as it is at hand. */
export type AddContext = (finding: Finding) => Promise<Finding>;

/** What a finding is about: the log group that its scope names, and what its texts and events name. */
const aboutOf = ({ scope, title, resources }: Finding, events: readonly LogEvent[]) => ({
  locations: [scope.slice(scope.indexOf(':') + 1), ...new Set(events.map(({ logGroup }) => logGroup))],
  texts: [
    title.replaceAll(scope, ''),
    ...Object.values(resources),
    ...events.slice(0, 5).flatMap(({ message, attributes }) => [message, String(attributes['user.name'] ?? '')]),
  ],
});

/**
 * Contexts of findings: the lines of their evidence among a batch's events, who did it, and which change came before. Changes are read once
 * per account and window, however many findings a batch makes.
 *
 * @param events  of the batch; none where windows are judged
 */
export const findingContexts = (
  counts: Pick<CountStore, 'rows'>,
  events: readonly Pick<UnderstoodEvent, 'event'>[] = [],
): AddContext => {
  let byId: ReadonlyMap<string, LogEvent> | undefined;
  const read = new Map<string, Promise<readonly WindowCounts[]>>();
  const changes = (account: string, onsetMs: number): Promise<readonly WindowCounts[]> => {
    const endMs = windowStart(onsetMs) + countWindowMs;
    const key = `${account} ${endMs}`;
    const asked = read.get(key) ?? counts.rows(changeScopeOf(account), endMs - countWindowMs - changeLookBackMs, endMs);
    read.set(key, asked);
    return asked;
  };
  return async (finding) => {
    byId ??= new Map(events.map(({ event }) => [event.id, event]));
    const mine = finding.evidence.flatMap((id) => byId?.get(id) ?? []);
    // A release explains a failure, and not what somebody does to the account.
    const change =
      finding.attack === undefined
        ? changeBefore(await changes(finding.account, finding.firstSeenMs), finding.firstSeenMs, aboutOf(finding, mine))
        : undefined;
    const context = contextOf(mine, change);
    return context === undefined ? finding : { ...finding, context };
  };
};
