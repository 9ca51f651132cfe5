export type { AssembledSettings, ReadDocuments, Settings } from './assemble-settings.ts';
export type {
  CurrentSettings,
  FallbackReason,
  SettingsCache,
  SettingsFallback,
  SettingsOptions,
} from './create-settings.ts';
export { defaultContents, documentNames } from './contents.ts';
export type { DocumentName, SettingsContents } from './contents.ts';
export { settingsVariables } from './environment.ts';
export { followSettings } from './follow-settings.ts';
export type { FollowedSettings, FollowOptions } from './follow-settings.ts';
export { policyOf, type LivePolicy } from './live-policy.ts';
export type { Grouping, GroupKey } from './grouping.ts';
export type { Mute } from './mutes.ts';
export type { SettingsLog, SettingsMetrics } from './observe-settings.ts';
export type { OutputSettings } from './outputs.ts';
export type { DocumentResult, Inherited, ReadDocument } from './read-document.ts';
export type { RefreshPolicy } from './refresh-policy.ts';
export type { Route } from './routes.ts';
export type { Thresholds } from './thresholds.ts';
