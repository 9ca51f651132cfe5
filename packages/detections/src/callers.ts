import type { DetectionRule, Selection } from '@bellwether/log-model';

/**
 * Selections that classify the caller of an API, from CloudTrail's fields. `invokedBy` names the service that calls for somebody. The
 * console writes `signin.amazonaws.com` there for what a person does in it.
 *
 * @example
 * selections: { made: { eventName: 'CreateAccessKey' }, ...callers }, condition: `made and ${byNoService}`
 */
export const callers: DetectionRule['selections'] = {
  by_service: [
    { 'userIdentity.invokedBy|endswith': '.amazonaws.com' },
    { 'sourceIPAddress|endswith': '.amazonaws.com' },
    { 'userIdentity.type': 'AWSService' },
    { eventType: 'AwsServiceEvent' },
    { 'userIdentity.sessionContext.sessionIssuer.arn|contains': ':role/aws-service-role/' },
  ],
  at_console: { 'userIdentity.invokedBy': ['signin.amazonaws.com', 'console.amazonaws.com'] },
};

/** The part of a condition that leaves out what AWS services do by themselves or for a stack. */
export const byNoService = 'not (by_service and not at_console)';

/** TCP ports that should not be open to the internet: remote shells and desktops, files, databases, caches, queues and cluster interfaces. */
export const adminPorts: readonly number[] = [
  22, 23, 135, 139, 389, 445, 873, 1433, 1521, 2049, 2375, 2376, 2379, 2380, 3306, 3389, 4505, 5432, 5439, 5601, 5672,
  5900, 5984, 5985, 5986, 6379, 6443, 7000, 7001, 8020, 9042, 9092, 9200, 9300, 10250, 11211, 15672, 27017, 27018,
  27019, 50070, 61616,
];

/** Logins to the console that failed. */
export const failedLogins: Selection = {
  eventSource: 'signin.amazonaws.com',
  eventName: 'ConsoleLogin',
  'responseElements.ConsoleLogin': 'Failure',
};
