import type { Grouping } from './grouping.ts';
import type { Mute } from './mutes.ts';
import type { OutputSettings } from './outputs.ts';
import type { Route } from './routes.ts';
import type { Thresholds } from './thresholds.ts';

/** What each document contains under its own name, checked and with its defaults. */
export interface SettingsContents {
  readonly thresholds: Thresholds;
  readonly mutes: readonly Mute[];
  readonly routes: readonly Route[];
  readonly outputs: readonly OutputSettings[];
  readonly grouping: Grouping;
}

export type DocumentName = keyof SettingsContents;

export const documentNames: readonly DocumentName[] = ['thresholds', 'mutes', 'routes', 'outputs', 'grouping'];

/** The settings until others were read: everything notifies, by the alert topic. */
export const defaultContents: SettingsContents = {
  thresholds: { alertMinSeverity: 'WARNING', anomalyMinScore: 0, learningHours: 24, rules: [] },
  mutes: [],
  routes: [],
  outputs: [],
  grouping: {
    by: ['rule', 'account'],
    windowMinutes: 360,
    rollUpMinutes: 60,
    recoverMinutes: 60,
    flapsBeforeDamping: 3,
    maxRollUpMinutes: 1_440,
  },
};
