import type { LogGroupReader } from '@bellwether/ports';

/** The AWS SDK is loaded when a log group is named, and not before. */
export const openLogGroups = async (): Promise<LogGroupReader> =>
  (await import('@bellwether/aws-adapters')).cloudWatchLogGroups();
