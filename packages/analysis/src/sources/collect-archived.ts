import { scopeOf } from '@bellwether/log-model';
import type { ArchiveReads } from '@bellwether/queries';
import { collectWindow } from '../collect/collect-window.ts';
import type { KnownTemplates } from '../collect/known-templates.ts';
import type { WindowFacts } from '../collect/window-facts.ts';
import type { AnalysisWindow } from '../windows/plan-windows.ts';

/** Which events of the archive are analysed. */
export interface ArchivedSelection {
  /** Log groups by their whole names, so that the archive leaves others unread; of any group when absent. */
  readonly logGroups?: readonly string[];
  /** Whether events of a log source are analysed. */
  readonly isSelected: (logSource: string) => boolean;
  /** Called between the parts of the reading; what it throws ends it. */
  readonly checkTime?: () => void;
}

const fields = [
  'id',
  'timestampMs',
  'dataset',
  'account',
  'logGroup',
  'severity',
  'message',
  'attributes',
  'templateId',
] as const;

/**
 * Collects the facts of a window from the archive: every event, with its parameters.
 *
 * @throws QueryError when the archive does not answer within its bounds; PortError when it cannot be read
 */
export const collectArchived = async (
  ports: { readonly archive: Pick<ArchiveReads, 'scan'>; readonly templates: KnownTemplates },
  window: AnalysisWindow,
  { logGroups, isSelected, checkTime = () => undefined }: ArchivedSelection,
): Promise<WindowFacts> => {
  const collector = collectWindow(window, ports.templates.find);
  const selected = new Map<string, boolean>();
  const span = { fromMs: window.startMs, toMs: window.endMs };
  const groups = logGroups === undefined ? {} : { logGroups: [...logGroups] };
  for await (const events of ports.archive.scan({ ...span, ...groups, fields })) {
    checkTime();
    for (const event of events) {
      const logSource = scopeOf(event);
      let isWanted = selected.get(logSource);
      if (isWanted === undefined) {
        isWanted = isSelected(logSource);
        selected.set(logSource, isWanted);
        if (isWanted) await ports.templates.load(logSource);
      }
      if (isWanted) collector.add(event);
    }
  }
  return collector.facts();
};
