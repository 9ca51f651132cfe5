import type { CurrentSettings, SettingsCache } from './create-settings.ts';
import { documentNames } from './contents.ts';

/** As much of a log as is needed; that of the handlers fits. */
export interface SettingsLog {
  info(sentence: string, fields?: Readonly<Record<string, string>>): void;
  warn(
    sentence: string,
    fields?: Readonly<Record<string, string | readonly string[] | undefined>>,
    error?: unknown,
  ): void;
}

/** As much of a metric sink as is needed. */
export interface SettingsMetrics {
  add(name: 'SettingsFallbacks', value: number): void;
}

/**
 * The settings to work by now, with what an operator should see: which versions are in use, reported when they change, and one
 * `SettingsFallbacks` a call as long as something that was written is not in use.
 */
export const observedSettings = (
  cache: SettingsCache,
  log: SettingsLog,
  metrics: SettingsMetrics,
): (() => Promise<CurrentSettings>) => {
  let reportedVersions = '';
  let reportedFallbacks = '';
  return async () => {
    const current = await cache.current();
    const versions = documentNames.map((name) => `${name} ${current.versions[name]}`).join(', ');
    if (versions !== reportedVersions) log.info('Settings are in use.', current.versions);
    reportedVersions = versions;
    const fallbacks = JSON.stringify(current.fallbacks.map(({ reason, problems }) => [reason, problems]));
    if (current.fallbacks.length > 0) metrics.add('SettingsFallbacks', 1);
    for (const { reason, document, version, problems, error } of current.fallbacks) {
      if (fallbacks !== reportedFallbacks)
        log.warn('Settings that were written are not in use.', { reason, document, version, problems }, error);
    }
    reportedFallbacks = fallbacks;
    return current;
  };
};
