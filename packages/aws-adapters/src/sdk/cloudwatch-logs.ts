import type { FilterLogEventsCommandInput, FilterLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { clientSettings } from './settings.ts';

export interface CloudWatchLogsCalls {
  filterLogEvents(input: FilterLogEventsCommandInput): Promise<FilterLogEventsCommandOutput>;
}

export const openCloudWatchLogs = (): CloudWatchLogsCalls => {
  const client = new CloudWatchLogsClient(clientSettings(15_000));
  return { filterLogEvents: (input) => client.send(new FilterLogEventsCommand(input)) };
};
