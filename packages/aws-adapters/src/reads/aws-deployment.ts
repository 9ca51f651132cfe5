import type { DeploymentReads } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { deploymentCalls } from '../clients.ts';
import { errorName, portCall } from '../port-call.ts';
import type { DeploymentCalls } from '../sdk/deployment.ts';

/** What the services call something that is not there. */
const notThere = new Set(['AWS.SimpleQueueService.NonExistentQueue', 'QueueDoesNotExist', 'ResourceNotFoundException']);

/** The parts of a deployment, as the services describe them. Needs the reading permissions that `docs/cli.md` lists. */
export const awsDeployment = (calls: Calls<DeploymentCalls> = deploymentCalls): DeploymentReads => {
  const ask = <Answer>(operation: string, run: (service: DeploymentCalls) => Promise<Answer>): Promise<Answer> =>
    portCall('deployment', operation, async () => run(await calls()));

  const ifThere = <Answer>(
    operation: string,
    run: (service: DeploymentCalls) => Promise<Answer>,
  ): Promise<Answer | undefined> =>
    ask(operation, async (service) => {
      try {
        return await run(service);
      } catch (error) {
        if (notThere.has(errorName(error))) return undefined;
        throw error;
      }
    });

  return {
    stream: (name) =>
      ifThere('stream', async (service) => {
        const found = await service.stream(name);
        return { status: found?.StreamStatus ?? 'unknown', detail: `${found?.OpenShardCount ?? 0} open shards` };
      }),
    functionStatus: (name) =>
      ifThere('function', async (service) => {
        const found = await service.functionConfiguration(name);
        // A function that was updated badly still runs the release before.
        const failed = found.LastUpdateStatus === 'Failed';
        const reason = failed ? found.LastUpdateStatusReason : found.StateReason;
        return {
          status: failed ? 'UpdateFailed' : (found.State ?? 'unknown'),
          ...(reason === undefined ? {} : { detail: reason }),
        };
      }),
    trigger: (id) =>
      ifThere('trigger', async (service) => {
        const { State = 'unknown', LastProcessingResult } = await service.eventSourceMapping(id);
        return { status: State, ...(LastProcessingResult === undefined ? {} : { detail: LastProcessingResult }) };
      }),
    concurrency: () =>
      ask('concurrency', async (service) => {
        const found = await service.accountLimit();
        return { limit: found?.ConcurrentExecutions ?? 0, unreserved: found?.UnreservedConcurrentExecutions ?? 0 };
      }),
    subscriptions: (logGroup) =>
      ifThere('subscriptions', async (service) =>
        ((await service.subscriptionFilters(logGroup)) ?? []).flatMap(({ destinationArn }) => destinationArn ?? []),
      ),
    waitingMessages: (queueName) =>
      ifThere('queue', async (service) =>
        Number((await service.waiting((await service.queueUrl(queueName)) ?? '')) ?? 0),
      ),
    objects: (bucket, prefix, atMost) =>
      ask('objects', async (service) => (await service.objects(bucket, prefix, atMost)) ?? 0),
    countTokens: (modelId) => ask('model', async (service) => (await service.countTokens(modelId)) ?? 0),
  };
};
