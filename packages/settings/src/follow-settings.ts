import type { Severity } from '@bellwether/log-model';
import type { SettingsSource } from '@bellwether/ports';
import type { CurrentSettings } from './create-settings.ts';
import { defaultContents } from './contents.ts';
import { policyOf, type LivePolicy } from './live-policy.ts';
import type { SettingsLog, SettingsMetrics } from './observe-settings.ts';

export interface FollowOptions {
  /** Absent where none is configured. */
  readonly source: SettingsSource | undefined;
  /** What the environment says, used until a thresholds document was read. */
  readonly alertMinSeverity: Severity;
  /** Epoch milliseconds UTC. */
  readonly now: () => number;
  readonly log: SettingsLog;
  readonly metrics: SettingsMetrics;
}

export interface FollowedSettings {
  readonly policy: LivePolicy;
  /** Brings `policy` up to date. Called at the beginning of a run; never throws. */
  readonly refresh: () => Promise<CurrentSettings>;
}

/** The settings of a function, as one object that its core is built around once. */
export const followSettings = ({ source, alertMinSeverity, now, log, metrics }: FollowOptions): FollowedSettings => {
  const thresholds = { ...defaultContents.thresholds, alertMinSeverity };
  let policy = policyOf(thresholds);
  /** Loaded with the first run: what a start has to parse is bounded. */
  const open = async (): Promise<() => Promise<CurrentSettings>> => {
    const { createSettings, observedSettings } = await import('./observed-cache.ts');
    return observedSettings(createSettings({ source, now, fallback: { thresholds } }), log, metrics);
  };
  let current: ReturnType<typeof open> | undefined;
  return {
    policy: {
      get alertMinSeverity() {
        return policy.alertMinSeverity;
      },
      get anomalyMinScore() {
        return policy.anomalyMinScore;
      },
      get learningMs() {
        return policy.learningMs;
      },
      get thresholds() {
        return policy.thresholds;
      },
    },
    refresh: async () => {
      current ??= open();
      const found = await (await current)();
      policy = policyOf(found.settings.thresholds);
      return found;
    },
  };
};
