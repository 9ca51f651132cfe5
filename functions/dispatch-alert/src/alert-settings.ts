import type { ArchiveLocation, DispatchSettings } from '@bellwether/alerts';
import { createOutputs, type OutputDeps } from '@bellwether/outputs';
import type { CurrentSettings } from '@bellwether/settings';

/** Where the archive is asked, as the environment names it; undefined where there is no catalog. */
export const archiveLocationOf = (env: {
  readonly ARCHIVE_DATABASE: string | undefined;
  readonly ARCHIVE_WORKGROUP: string | undefined;
  readonly ARCHIVE_REGION: string | undefined;
}): ArchiveLocation | undefined => {
  const { ARCHIVE_DATABASE: database, ARCHIVE_WORKGROUP: workgroup, ARCHIVE_REGION: region } = env;
  return database && workgroup && region ? { database, workgroup, region } : undefined;
};

/**
 * The settings as the dispatcher needs them. Outputs are made anew only when their document changed: they keep secrets for a
 * while, and a connection.
 *
 * @param archive  where messages say that the archive is asked
 */
export const alertSettings = (
  current: () => Promise<Pick<CurrentSettings, 'settings'>>,
  deps: OutputDeps,
  archive: ArchiveLocation | undefined,
): (() => Promise<DispatchSettings>) => {
  let made: { readonly text: string; readonly outputs: DispatchSettings['outputs'] } | undefined;
  return async () => {
    const { settings } = await current();
    const text = JSON.stringify(settings.outputs);
    if (made?.text !== text) made = { text, outputs: createOutputs(settings.outputs, deps) };
    const { alertMinSeverity, anomalyMinScore } = settings.thresholds;
    const { grouping, mutes, routes } = settings;
    const policy = { alertMinSeverity, anomalyMinScore, grouping, mutes, routes };
    return { policy: archive === undefined ? policy : { ...policy, archive }, outputs: made.outputs };
  };
};
