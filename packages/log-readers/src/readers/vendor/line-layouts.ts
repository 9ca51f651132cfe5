import type { LineLayout } from './line-layout.ts';
import { programLayouts } from './program-layouts.ts';

/** Each grammar is the one that the service's own documentation gives for its log file. */
export const lineLayouts: readonly LineLayout[] = [
  {
    format: 'alb-connection',
    dataset: 'alb',
    pattern:
      /^(?<time>\d{4}-\d\d-\d\dT[\d:.]{8,15}Z) (?<source>[\da-fA-F.:]{3,45}) (?<sourcePort>\d{1,5}) \d{1,5} \S{1,20} \S{1,60} \S{1,20} (?:"[^"]{0,2000}"|-) \S{1,100} \S{1,100} (?:-|(?<outcome>(?:Success|Failed:?)\S{0,60})) TID_/,
  },
  {
    format: 'alb-health',
    dataset: 'alb',
    pattern:
      /^(?:https?|grpc|h2c?) (?<time>\d{4}-\d\d-\d\dT[\d:.]{8,15}Z) [\d.-]{1,20} (?<destination>[\da-fA-F.:[\]]{3,45}:\d{1,5}) \S{1,100} (?<outcome>PASS|FAIL) (?<status>\d{1,3}|-) (?<errorCode>[A-Za-z]\w{1,60}|-)/,
  },
  {
    format: 'cloudfront-function',
    dataset: 'cloudfront',
    pattern: /^(?<request>[\w-]{50,60}={1,2}) (?<message>(?<action>START|END)?.{1,65536})/s,
  },
  {
    format: 'oracle-listener',
    dataset: 'rds',
    pattern:
      /^(?<time>\d\d-[A-Z]{3}-\d{4} \d\d:\d\d:\d\d) \* \(CONNECT_DATA=(?:[^*]{0,400}\(USER=(?<user>[^()*]{1,64})\))?[^*]{0,400} \* \(ADDRESS=[^*]{0,100}\(HOST=(?<source>[^()*]{1,100})\)\(PORT=(?<sourcePort>\d{1,5})\)\) \* (?<action>\w{1,40}) \* [^*]{1,100} \* (?:0|(?<errorCode>[1-9]\d{0,5}))/,
    isDoneWithoutError: true,
  },
  {
    format: 'redshift-connection',
    dataset: 'rds',
    pattern:
      /^(?<action>[a-z][a-z ]{3,40}[a-z]) {0,40}\|(?<time>[A-Z][a-z]{2}, {1,2}\d{1,2} [A-Z][a-z]{2} \d{4} [\d:.]{8,12}) {0,9}\|(?<source>[^| ]{1,60}) {0,40}\|(?<sourcePort>\d{1,5}) {0,9}\|[^|]{0,20}\|[^|]{0,128}\|(?<user>[^| ]{1,128}) {0,128}\|/,
  },
  {
    format: 'redshift-user',
    dataset: 'rds',
    pattern:
      /^\d{1,10} {0,9}\|[^|]{1,128}\|[^|]{0,128}\|(?<action>Alter|Create|Drop|Rename) {0,9}\|(?:[^|]{0,64}\|){3,6}(?<time>[A-Z][a-z]{2}, {1,2}\d{1,2} [A-Z][a-z]{2} \d{4} [\d:.]{8,12})/i,
  },
  {
    format: 'redshift-activity',
    dataset: 'rds',
    pattern:
      /^'(?<time>\d{4}-\d\d-\d\dT[\d:.]{8,15}Z) UTC \[ db=\S{0,128} user=(?<user>\S{1,128}) pid=\d{1,10} userid=\d{1,10} xid=\d{1,20} \]' LOG: (?<message>.{1,65536})/s,
  },
  {
    format: 'neptune-audit',
    dataset: 'rds',
    pattern:
      /^(?<time>\d{13}), ?(?<source>\/?[\da-fA-F.:[\]]{3,50}), ?(?<destination>\/?[\da-fA-F.:[\]]{3,50}), ?(?<action>[A-Z_]{3,30}), ?(?<message>.{1,65536})/s,
  },
  {
    format: 'elasticache-slow-text',
    dataset: 'rds',
    pattern:
      /^[\w-]{1,60},\d{1,6},(?<time>\d{10}),\d{1,15},(?<message>.{1,4096}),(?<source>[\da-fA-F.:[\]]{3,50}:\d{1,5}),(?<user>[^,#]{0,100})#?#?/s,
  },
  {
    format: 'elasticache-engine-text',
    dataset: 'rds',
    pattern:
      /^[\w-]{1,60}[,/]\d{1,6}[,:] ?(?<time>\d{4}-\d\d-\d\d[T ][\d:.]{8,15}Z?),? ?(?<level>VERBOSE|DEBUG|NOTICE|WARNING|INFO|ERROR),? ?(?<message>.{1,4096})/s,
  },
  {
    format: 'beanstalk-health',
    dataset: 'application',
    pattern:
      /^(?<time>\d{10}(?:\.\d{1,6})?)"(?<path>[^"]{1,2000})"(?<status>\d{3})"[\d.,: -]{1,60}"[\d.,: -]{0,60}"(?<source>[\da-fA-F.:]{3,45})/,
  },
  {
    format: 'cloud-init-output',
    dataset: 'ec2',
    pattern:
      /^(?<message>Cloud-init v\. \S{1,60} (?:running|finished)[^,]{0,80} at (?<time>[A-Z][a-z]{2}, {1,2}\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4})\..{0,1000})/s,
  },
  {
    format: 'dms-task',
    dataset: 'rds',
    pattern:
      /^(?:\d{6,12}: )?(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.:]\d{1,6})?) \[(?<logger>[A-Z][A-Z_]{2,30}) {0,20}\](?<level>[EWITDV]): {1,4}(?<message>.{1,65536})/s,
  },
  {
    format: 'codebuild-text',
    dataset: 'application',
    pattern: /^\[Container\] (?<time>\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?) (?<message>.{1,65536})/s,
  },
  {
    format: 'transfer-text',
    dataset: 'application',
    pattern:
      /^(?<message>(?<user>[^\s.,]{1,100})\.[0-9a-f]{12,20} (?<action>CONNECTED|DISCONNECTED|AUTH_FAILURE|OPEN|CLOSE|PARTIAL_CLOSE|DELETE|MKDIR|RMDIR|RENAME|SETSTAT|CREATE_SYMLINK|ERROR|TLS_RESUME_FAILURE)(?: SourceIP=(?<source>[\da-fA-F.:]{3,45}))?.{0,65536})/s,
  },
  {
    format: 'airflow',
    dataset: 'application',
    pattern:
      /^\[(?<time>\d{4}-\d\d-\d\d[T ][\d:.,]{8,15}(?:[+-]\d{4})?)\] \{(?<logger>[\w.-]{1,80}:\d{1,6})\} (?<level>[A-Z]{4,8}) - (?<message>.{1,65536})/s,
  },
  {
    format: 'cloudwatch-agent',
    dataset: 'ec2',
    pattern:
      /^(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) (?<level>[DIWE])! (?:\[(?<logger>[\w./-]{1,80})\] )?(?<message>.{1,65536})/s,
  },
  {
    format: 'ssm-agent',
    dataset: 'ec2',
    pattern:
      /^(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?) (?<level>[A-Z]{4,8}) \[(?<logger>(?:amazon-)?ssm-[\w-]{1,60})\] (?<message>.{1,65536})/s,
  },
  {
    format: 'beanstalk-engine',
    dataset: 'application',
    pattern: /^(?<time>\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\.\d{6}) \[(?<level>[A-Z]{4,8})\] (?<message>.{1,65536})/s,
  },
  {
    format: 'opensearch',
    dataset: 'application',
    pattern:
      /^\[(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d,\d{3})\]\[(?<level>[A-Z]{4,5}) {0,2}\]\[(?<logger>[\w.$]{1,120}) {0,40}\] (?<context>(?:\[[^[\]\n]{1,120}\] ?){0,4})(?<message>.{1,65536})/s,
  },
  ...programLayouts,
];
