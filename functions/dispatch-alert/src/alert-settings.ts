import type { DispatchSettings } from '@bellwether/alerts';
import { createOutputs, type OutputDeps } from '@bellwether/outputs';
import type { CurrentSettings } from '@bellwether/settings';

/**
 * The settings as the dispatcher needs them. Outputs are made anew only when their document changed: they keep secrets for a
 * while, and a connection.
 */
export const alertSettings = (
  current: () => Promise<Pick<CurrentSettings, 'settings'>>,
  deps: OutputDeps,
): (() => Promise<DispatchSettings>) => {
  let made: { readonly text: string; readonly outputs: DispatchSettings['outputs'] } | undefined;
  return async () => {
    const { settings } = await current();
    const text = JSON.stringify(settings.outputs);
    if (made?.text !== text) made = { text, outputs: createOutputs(settings.outputs, deps) };
    const { alertMinSeverity, anomalyMinScore } = settings.thresholds;
    const { grouping, mutes, routes } = settings;
    return { policy: { alertMinSeverity, anomalyMinScore, grouping, mutes, routes }, outputs: made.outputs };
  };
};
