import type { SettingsSource } from '@bellwether/ports';
import { appConfigSettings } from './app-config-settings.ts';
import { ssmSettings } from './ssm-settings.ts';

/** Where a function's settings are, as its environment names it. */
export interface SettingsLocation {
  /** Path of the parameters, such as `/bellwether/alerts`. */
  readonly SETTINGS_PATH: string | undefined;
  /** `<application>/<environment>` of AppConfig; goes before the path. */
  readonly SETTINGS_APP_CONFIG: string | undefined;
}

/** The source that the environment names, or none. */
export const awsSettings = (location: SettingsLocation, now: () => number): SettingsSource | undefined => {
  const [application, environment] = location.SETTINGS_APP_CONFIG?.split('/') ?? [];
  if (application !== undefined && environment !== undefined)
    return appConfigSettings({ application, environment }, now);
  return location.SETTINGS_PATH === undefined ? undefined : ssmSettings(location.SETTINGS_PATH);
};
