/** One record as its service writes it. */
export interface EvidenceEvent {
  readonly logGroup: string;
  readonly text: string;
}

/** What shows that a rule is right: events that hit it and events beside the point that miss it. */
export interface RuleEvidence {
  readonly hits: readonly EvidenceEvent[];
  readonly misses: readonly EvidenceEvent[];
}

const account = '111122223333';

/** An IAM user as CloudTrail names it. */
export const iamUser = (userName: string): object => ({
  type: 'IAMUser',
  principalId: 'AIDAEXAMPLEPRINCIPAL1',
  arn: `arn:aws:iam::${account}:user/${userName}`,
  accountId: account,
  accessKeyId: 'AKIAEXAMPLEKEY000001',
  userName,
});

/** A session of a role as CloudTrail names it. */
export const roleSession = (roleName: string, sessionName: string): object => ({
  type: 'AssumedRole',
  principalId: `AROAEXAMPLEPRINCIPAL1:${sessionName}`,
  arn: `arn:aws:sts::${account}:assumed-role/${roleName}/${sessionName}`,
  accountId: account,
  accessKeyId: 'ASIAEXAMPLEKEY000001',
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: 'AROAEXAMPLEPRINCIPAL1',
      arn: `arn:aws:iam::${account}:role/${roleName}`,
      accountId: account,
      userName: roleName,
    },
    attributes: { creationDate: '2026-03-02T08:00:00Z', mfaAuthenticated: 'false' },
  },
});

export const rootUser: object = {
  type: 'Root',
  principalId: account,
  arn: `arn:aws:iam::${account}:root`,
  accountId: account,
};

/** A CloudTrail record: the fields given over those that every record has. */
export const trailEvent = (fields: Readonly<Record<string, unknown>>): EvidenceEvent => ({
  logGroup: 'aws-cloudtrail-logs',
  text: JSON.stringify({
    eventVersion: '1.11',
    userIdentity: iamUser('alice'),
    eventTime: '2026-03-02T09:15:00Z',
    awsRegion: 'us-east-1',
    sourceIPAddress: '198.51.100.7',
    userAgent: 'aws-cli/2.27.1 md/awscrt#0.26.1 ua/2.1 os/linux#6.8 lang/python#3.13',
    requestParameters: null,
    responseElements: null,
    requestID: '6a2f3c1e-9d41-4b0e-8f0a-2c8f8a1d1b11',
    eventID: '0f4c7e52-6f0e-4e7c-9d7e-3b5a2d9c4a10',
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    ...fields,
  }),
});

type Fields = Readonly<Record<string, unknown>>;

/** The record of one call of a service's API: `call('iam', 'CreateUser', { userName: 'backup' })`. */
export const call = (
  service: string,
  eventName: string,
  requestParameters: object | null = null,
  fields: Fields = {},
): EvidenceEvent => trailEvent({ eventSource: `${service}.amazonaws.com`, eventName, requestParameters, ...fields });

/** Fields of a call that was refused. */
export const refused: Fields = { errorCode: 'AccessDenied' };

/** Fields of a call that CloudFormation made for somebody's stack. */
export const byCloudFormation: Fields = {
  userIdentity: { ...iamUser('deployer'), invokedBy: 'cloudformation.amazonaws.com' },
  sourceIPAddress: 'cloudformation.amazonaws.com',
};

/** Fields of a call that a person made in the console. */
export const atConsole: Fields = {
  userIdentity: { ...iamUser('mallory'), invokedBy: 'signin.amazonaws.com' },
  userAgent: 'signin.amazonaws.com',
};

/** A policy with one statement for a principal, as a request carries it: text. */
export const policyFor = (Principal: unknown, fields: object = {}): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: '*', Resource: '*', ...fields }],
  });

/** A principal of an account that is not the record's own. */
export const otherAccount = { AWS: 'arn:aws:iam::444455556666:root' };

/** A principal of the record's own account. */
export const ownRole = { AWS: `arn:aws:iam::${account}:role/orders` };

/** A login to the console that failed. */
export const failedLogin: Fields = {
  eventSource: 'signin.amazonaws.com',
  eventName: 'ConsoleLogin',
  eventType: 'AwsConsoleSignIn',
  responseElements: { ConsoleLogin: 'Failure' },
};

/** An audit record of an EKS cluster's API server: the fields given over those that every record has. */
export const auditEvent = (fields: Readonly<Record<string, unknown>>): EvidenceEvent => ({
  logGroup: '/aws/eks/orders/cluster',
  text: JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'Metadata',
    auditID: 'b1a7c0de-1111-4222-8333-444455556666',
    stage: 'ResponseComplete',
    sourceIPs: ['203.0.113.9'],
    userAgent: 'kubectl/v1.33.0 (linux/amd64) kubernetes/60a317e',
    requestReceivedTimestamp: '2026-03-02T09:15:00.000000Z',
    stageTimestamp: '2026-03-02T09:15:00.012000Z',
    annotations: { 'authorization.k8s.io/decision': 'allow', 'authorization.k8s.io/reason': '' },
    ...fields,
  }),
});

/** A line of text in a log group. */
export const line = (logGroup: string, text: string): EvidenceEvent => ({ logGroup, text });
