import type { LineLayout } from './line-layout.ts';

/**
 * Lines of agents and of open-source programs that AWS runs for its customers. Each has a mark that lines of other programs do not have:
 * a class, an id, or a frame of its own.
 */
export const programLayouts: readonly LineLayout[] = [
  {
    // [Worker-0a1b2c3d4e5f60718] [2026-03-02 09:15:00,123] ERROR [sink|task-0] text
    format: 'msk-connect',
    dataset: 'application',
    pattern:
      /^\[Worker-[0-9a-f]{8,20}\] \[(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3})\] (?<level>[A-Z]{4,5}) (?<context>(?:\[[^[\]\n]{1,120}\] ){0,3})(?<message>.{1,65536})/s,
  },
  {
    // eb-activity.log of Elastic Beanstalk: [2026-03-02T09:15:00.498Z] INFO  [2640]  - [Application update app-1@1/AppDeployStage0] : text
    format: 'beanstalk-activity',
    dataset: 'application',
    pattern:
      /^\[(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\] (?<level>[A-Z]{4,5}) {1,2}\[(?<pid>\d{1,10})\] {1,2}- (?<context>\[[^[\]\n]{1,300}\] : )?(?<message>.{1,65536})/s,
  },
  {
    // Spark's own layout, on EMR and in Glue: 26/03/02 09:15:00 ERROR TaskSetManager: text
    format: 'spark',
    dataset: 'application',
    pattern:
      /^(?<time>\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d) (?<level>[A-Z]{4,5}) (?<logger>[A-Za-z][\w.$-]{1,120}): (?<message>.{1,65536})/s,
  },
  {
    // 2026-03-02 09:15:00,123 WARN [Executor task launch worker for task 3] executor.Executor (Logging.scala:logWarning(69)): text
    format: 'glue-spark',
    dataset: 'application',
    pattern:
      /^(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) (?<level>[A-Z]{4,5}) {1,2}\[(?<thread>[^[\]\n]{1,120})\] (?<logger>[\w.$]{1,160}) (?<context>\([\w$]{1,80}\.(?:scala|java):[\w$<>]{1,80}\(\d{1,6}\)\)): (?<message>.{1,65536})/s,
  },
  {
    // [0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9] BENCHMARK : Running Start Crawl for Crawler orders
    format: 'glue-crawler',
    dataset: 'application',
    pattern:
      /^\[(?<context>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\] (?:BENCHMARK|(?<level>INFO|WARN|ERROR)) : (?<message>.{1,65536})/s,
  },
  {
    // DataSync in Basic mode: [NOTICE] Verification failed > /directory1/file1.txt
    format: 'datasync',
    dataset: 'application',
    pattern:
      /^\[(?<level>NOTICE|INFO|WARN|ERROR)\] (?<message>(?=[^>\n]{1,300}> \/|[^\n]{0,200}(?:task|exec)-[0-9a-f]{17}).{1,65536})/s,
  },
  {
    // Greengrass V2: 2026-03-02T09:15:00.123Z [ERROR] (pool-2-thread-17) com.aws.greengrass.deployment.DeploymentService: text
    format: 'greengrass',
    dataset: 'application',
    pattern:
      /^(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) \[(?<level>[A-Z]{4,5})\] \((?<thread>[^()\n]{1,120})\) (?<logger>com\.(?:aws|amazonaws)\.[\w.$-]{1,160}): (?<message>.{1,65536})/s,
  },
  {
    // ActiveMQ of Amazon MQ: 2026-03-02 09:15:00,123 | WARN  | text | org.apache.activemq.broker.Transport | thread
    format: 'activemq',
    dataset: 'application',
    pattern:
      /^(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) \| (?<level>[A-Z]{4,5}) {1,2}\| (?<message>[^|\n]{1,4096}) \| (?<logger>org\.apache\.activemq[\w.$-]{0,160}) \| (?<thread>[^\n]{1,300})/,
  },
  {
    // RabbitMQ of Amazon MQ: 2026-03-02 09:15:00.123456+00:00 [error] <0.653.0> text
    format: 'rabbitmq',
    dataset: 'application',
    pattern:
      /^(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3,6}(?:[+-]\d\d:\d\d)?) \[(?<level>[a-z]{4,9})\] (?<thread><\d{1,6}\.\d{1,10}\.\d{1,6}>) (?<message>.{1,65536})/s,
  },
  {
    // What tasks asked the agent of ECS for: 2026-03-02T09:15:00Z 200 172.17.0.5:52444 "/v1/credentials" "agent" arn:... GetCredentials 1 cluster instance
    format: 'ecs-audit',
    dataset: 'eks',
    pattern:
      /^(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) (?<status>\d{3}) (?<source>[\da-fA-F.:[\]]{3,60}) "(?<path>\/v\d\/credentials[^"\n]{0,200})" "(?<agent>[^"\n]{0,500})" (?<userId>\S{1,300}) (?<action>Get\w{0,20}Credentials)/,
  },
  {
    // The Kinesis agent: 2026-03-02 09:15:00.296+0000 ip-10-0-1-15 (Agent.MetricsEmitter RUNNING) com.amazon.kinesis.streaming.agent.Agent [INFO] text
    format: 'kinesis-agent',
    dataset: 'ec2',
    pattern:
      /^(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}[+-]\d{4}) (?<context>[\w.-]{1,100} )?\((?<thread>[^()\n]{1,300})\) (?<logger>com\.amazon\.kinesis\.[\w.$]{1,160}) \[(?<level>[A-Z]{4,5})\] (?<message>.{1,65536})/s,
  },
  {
    // cloud-init.log: 2026-03-02 09:15:00,123 - util.py[DEBUG]: text
    format: 'cloud-init',
    dataset: 'ec2',
    pattern:
      /^(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) - (?<logger>[\w-]{1,60}\.py)\[(?<level>[A-Z]{4,8})\]: (?<message>.{1,65536})/s,
  },
  {
    // Squid's access.log: 1772619316.789     12 10.0.0.7 TCP_MISS/503 4321 GET http://shop/x - HIER_DIRECT/10.0.0.9 text/html
    format: 'squid-access',
    dataset: 'application',
    pattern:
      /^(?<time>\d{10}\.\d{3}) {1,8}\d{1,9} (?<source>[\da-fA-F.:]{2,45}) (?<action>[A-Z_]{3,40})\/(?<status>\d{3}) \d{1,12} (?<method>[A-Z_]{3,20}) (?<url>\S{1,4000}) (?<user>\S{1,100}) [A-Z_]{3,40}\/(?<destination>\S{1,100}) \S{1,100}/,
  },
  {
    // Snort's and Suricata's fast alerts: 03/04/2026-10:15:16.789012  [**] [1:2019:1] text [**] [Priority: 2] {TCP} 10.0.0.7:51234 -> 10.0.0.9:80
    format: 'ids-alert',
    dataset: 'application',
    pattern:
      /^(?<time>\d\d\/\d\d(?:\/\d{2,4})?-\d\d:\d\d:\d\d\.\d{6}) {1,2}(?:\[(?<outcome>Drop|wDrop)\] )?\[\*\*\] \[(?<rule>\d{1,10}:\d{1,10}:\d{1,6})\] (?<message>[^\n]{1,500}?) \[\*\*\] (?<context>(?:\[[^[\]\n]{1,120}\] ){0,4})\{(?<transport>[\w-]{2,20})\} (?<source>[\da-fA-F.:]{2,50}) -> (?<destination>[\da-fA-F.:]{2,50})/,
  },
];
