import type { SettingsSource } from '@bellwether/ports';
import type { AppConfigLocation } from './app-config-settings.ts';
import { ssmSettings } from './ssm-settings.ts';

/** Where a function's settings are, as its environment names it. */
export interface SettingsLocation {
  /** Path of the parameters, such as `/bellwether/alerts`. */
  readonly SETTINGS_PATH: string | undefined;
  /** `<application>/<environment>` of AppConfig; goes before the path. */
  readonly SETTINGS_APP_CONFIG: string | undefined;
}

/** AppConfig, loaded where it is used. */
const lateAppConfig = (location: AppConfigLocation, now: () => number): SettingsSource => {
  const open = async () => (await import('./app-config-settings.ts')).appConfigSettings(location, now);
  let opened: ReturnType<typeof open> | undefined;
  return { load: async (names) => (await (opened ??= open())).load(names) };
};

/** The source that the environment names, or none. */
export const awsSettings = (location: SettingsLocation, now: () => number): SettingsSource | undefined => {
  const [application, environment] = location.SETTINGS_APP_CONFIG?.split('/') ?? [];
  if (application !== undefined && environment !== undefined) return lateAppConfig({ application, environment }, now);
  return location.SETTINGS_PATH === undefined ? undefined : ssmSettings(location.SETTINGS_PATH);
};
