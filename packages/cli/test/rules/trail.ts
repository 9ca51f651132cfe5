import { cloudTrailFile, cloudTrailRecord } from '@bellwether/testkit';
import type { AnalyzeResult } from '../../src/analyze/analyze.ts';
import type { Workspace } from '../workspace.ts';

const record = (time: string, ordinal: number, fields: object, user = 'alice'): object => ({
  ...cloudTrailRecord(),
  eventTime: time,
  eventID: `00000000-0000-4000-8000-${String(ordinal).padStart(12, '0')}`,
  eventSource: 'cloudtrail.amazonaws.com',
  userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::111122223333:user/${user}`, userName: user },
  ...fields,
});

const denied = { eventName: 'GetObject', errorCode: 'AccessDenied' };

/** Two stops of a trail, the second by the bot; four denied calls of alice within five minutes, and two of bob. */
export const trailRecords: readonly object[] = [
  record('2026-01-14T07:00:00Z', 1, { eventName: 'StopLogging', requestParameters: { name: 'main' } }),
  record('2026-01-14T08:00:00Z', 2, {
    eventName: 'StopLogging',
    userAgent: 'bot/1',
    requestParameters: { name: 'other' },
  }),
  ...[0, 1, 2, 3].map((minute) => record(`2026-01-15T09:0${minute}:00Z`, 10 + minute, denied)),
  ...[0, 1].map((minute) => record(`2026-01-15T09:0${minute}:30Z`, 20 + minute, denied, 'bob')),
];

export const span = { fromMs: Date.UTC(2026, 0, 10), toMs: Date.UTC(2026, 0, 20) };

/** Analyses the trail with the rules of a folder beside our own. */
export const analyzeTrail = async (
  workspace: Workspace,
  state: string,
  rulesFolder: string | undefined,
): Promise<AnalyzeResult> => {
  await workspace.write(`${state}/trail.json.gz`, cloudTrailFile(trailRecords));
  return workspace.analyze([`${state}/trail.json.gz`], {
    state,
    ...(rulesFolder === undefined ? {} : { rulesFolder }),
  });
};
