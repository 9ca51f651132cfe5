import {
  analyzeWindow,
  collectArchived,
  knownTemplates,
  selects,
  type CollectFrom,
  type SourceKind,
  type WindowPorts,
  type WindowRequest,
  type WindowResult,
} from '@bellwether/analysis';
import type { TemplateStore } from '@bellwether/ports';
import type { ArchiveReads } from '@bellwether/queries';

export interface AnalyzeWindowPorts extends Omit<WindowPorts, 'sources'> {
  /** Undefined where the deployment has no catalog. */
  readonly archive: Pick<ArchiveReads, 'scan'> | undefined;
  readonly templates: Pick<TemplateStore, 'load'>;
}

const fromArchive =
  (archive: Pick<ArchiveReads, 'scan'>, templates: Pick<TemplateStore, 'load'>): CollectFrom =>
  async ({ patterns, source }, window, checkTime) => {
    const isWanted = selects(patterns);
    const { logGroups } = source;
    // Templates are loaded anew for each window: what ingestion has learnt since then names them.
    return collectArchived({ archive, templates: knownTemplates(templates) }, window, {
      ...(logGroups === undefined ? {} : { logGroups }),
      isSelected: (logSource) => isWanted(logSource.slice(logSource.indexOf(':') + 1)),
      checkTime,
    });
  };

/** Analyses one window from the source that its plan chose. */
export const analyzeWindowTask = ({
  archive,
  templates,
  ...ports
}: AnalyzeWindowPorts): ((request: WindowRequest, remainingMs: number) => Promise<WindowResult>) => {
  const sources = new Map<SourceKind, CollectFrom>();
  if (archive !== undefined) sources.set('archive', fromArchive(archive, templates));
  return analyzeWindow({ ...ports, sources });
};
