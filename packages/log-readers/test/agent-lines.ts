import type { Line } from './line.ts';

/** Lines of agents and programs that AWS runs for its customers, after the documentation of each. */
// prettier-ignore
export const agentLines: readonly Line[] = [
  {
    format: 'msk-connect', text: '[Worker-0f9e8d7c6b5a41302] [2023-06-01 10:00:00,123] WARN [orders-sink|task-3] Commit of offsets timed out (org.apache.kafka.connect.runtime.WorkerSinkTask:410)',
    dataset: 'application', time: '2023-06-01T10:00:00.123Z', level: 'WARN', message: 'Commit of offsets timed out (org.apache.kafka.connect.runtime.WorkerSinkTask:410)', attributes: { 'labels.context': 'orders-sink|task-3' },
  },
  {
    format: 'beanstalk-activity', text: '[2023-06-01T10:00:00.498Z] INFO  [3311]  - [Configuration update app-3@7/ConfigDeployStage1] : Completed activity.',
    dataset: 'application', time: '2023-06-01T10:00:00.498Z', level: 'INFO', message: 'Completed activity.', attributes: { 'process.pid': 3311, 'labels.context': 'Configuration update app-3@7/ConfigDeployStage1' },
  },
  {
    format: 'spark', text: '23/06/01 10:00:00 WARN storage.BlockManager: Block rdd_2_1 could not be removed',
    dataset: 'application', time: '2023-06-01T10:00:00.000Z', level: 'WARN', message: 'Block rdd_2_1 could not be removed', attributes: { 'log.logger': 'storage.BlockManager' },
  },
  {
    format: 'glue-spark', text: '2023-06-01 10:00:00,123 INFO [dispatcher-event-loop-1] memory.MemoryStore (Logging.scala:logInfo(54)): Block broadcast_3 stored',
    dataset: 'application', time: '2023-06-01T10:00:00.123Z', level: 'INFO', message: 'Block broadcast_3 stored', attributes: { 'log.logger': 'memory.MemoryStore', 'process.thread.name': 'dispatcher-event-loop-1', 'labels.context': 'Logging.scala:logInfo 54' },
  },
  {
    format: 'glue-crawler', text: '[5e6f7081-92a3-44b5-86c7-d8e9fa0b1c2d] ERROR : Insufficient Lake Formation permission(s) on orders',
    dataset: 'application', level: 'ERROR', message: 'Insufficient Lake Formation permission(s) on orders', attributes: { 'labels.context': '5e6f7081-92a3-44b5-86c7-d8e9fa0b1c2d' },
  },
  {
    format: 'datasync', text: '[ERROR] Failed to open source file > /in/17.csv: permission denied',
    dataset: 'application', level: 'ERROR', message: 'Failed to open source file > /in/17.csv: permission denied', attributes: {},
  },
  {
    format: 'greengrass', text: '2023-06-01T10:00:00.123Z [WARN] (Serialized listener processor) com.aws.greengrass.lifecyclemanager.Lifecycle: service-errored. {serviceName=Copier}',
    dataset: 'application', time: '2023-06-01T10:00:00.123Z', level: 'WARN', message: 'service-errored. {serviceName=Copier}', attributes: { 'process.thread.name': 'Serialized listener processor', 'log.logger': 'com.aws.greengrass.lifecyclemanager.Lifecycle' },
  },
  {
    format: 'activemq', text: '2023-06-01 10:00:00,123 | INFO  | Usage of memory is 71 percent | org.apache.activemq.broker.region.Queue | ActiveMQ BrokerService[b-1] Task-9',
    dataset: 'application', time: '2023-06-01T10:00:00.123Z', level: 'INFO', message: 'Usage of memory is 71 percent', attributes: { 'log.logger': 'org.apache.activemq.broker.region.Queue', 'process.thread.name': 'ActiveMQ BrokerService[b-1] Task-9' },
  },
  {
    format: 'rabbitmq', text: '2023-06-01 10:00:00.123456+00:00 [warning] <0.871.0> closing AMQP connection <0.871.0>',
    dataset: 'application', time: '2023-06-01T10:00:00.123Z', level: 'warning', message: 'closing AMQP connection <0.871.0>', attributes: { 'process.thread.name': '<0.871.0>' },
  },
  {
    format: 'ecs-audit', text: '2023-06-01T10:00:00Z 400 172.17.0.9:40112 "/v1/credentials" "Boto3/1.4" arn:aws:ecs:eu-west-1:111122223333:task/t-1 GetCredentials 1 prod arn:aws:ecs:eu-west-1:111122223333:container-instance/c-1',
    dataset: 'eks', time: '2023-06-01T10:00:00.000Z', message: '- /v1/credentials 400', attributes: { 'source.ip': '172.17.0.9', 'source.port': 40112, 'url.path': '/v1/credentials', 'http.response.status_code': 400, 'event.action': 'GetCredentials', 'event.outcome': 'failure' },
  },
  {
    format: 'kinesis-agent', text: '2023-06-01 10:00:00.296+0000 ip-10-0-1-15 (Agent STARTING) com.amazon.kinesis.streaming.agent.Agent [INFO] Agent: Startup completed in 21 ms.',
    dataset: 'ec2', time: '2023-06-01T10:00:00.296Z', level: 'INFO', message: 'Agent: Startup completed in 21 ms.', attributes: { 'labels.context': 'ip-10-0-1-15', 'process.thread.name': 'Agent STARTING', 'log.logger': 'com.amazon.kinesis.streaming.agent.Agent' },
  },
  {
    format: 'cloud-init', text: '2023-06-01 10:00:00,123 - handlers.py[WARNING]: failed posting event',
    dataset: 'ec2', time: '2023-06-01T10:00:00.123Z', level: 'WARNING', message: 'failed posting event', attributes: { 'log.logger': 'handlers.py' },
  },
];
