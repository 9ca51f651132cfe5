/** What a policy lets a service do: take a role, use a resource by its own policy, or use a key. */
export type PolicyUse = 'role' | 'resource' | 'key';

/** Whether a service names for whom it calls, by `aws:SourceArn` or `aws:SourceAccount`, and the page of AWS's that says so. */
interface SentSource {
  readonly isSent: boolean;
  readonly page: string;
}

const sends = (page: string): SentSource => ({ isSent: true, page: `https://docs.aws.amazon.com/${page}` });
const sendsNone = (page: string): SentSource => ({ isSent: false, page: `https://docs.aws.amazon.com/${page}` });

/**
 * Every service that a policy of ours lets in, by what the policy is of: a service can name its source when it uses a bucket and not
 * when it takes a role, as CloudTrail does. A condition on what is not sent refuses everything, and no emulator shows it.
 */
export const sentSources: Readonly<Record<PolicyUse, Readonly<Record<string, SentSource>>>> = {
  role: {
    'cloudtrail.amazonaws.com': sendsNone(
      'awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html',
    ),
    'ec2.amazonaws.com': sendsNone('AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html'),
    'eks.amazonaws.com': sends('eks/latest/userguide/cross-service-confused-deputy-prevention.html'),
    'firehose.amazonaws.com': sends('firehose/latest/dev/controlling-access.html#firehose-assume-role'),
    'lambda.amazonaws.com': sendsNone('lambda/latest/dg/lambda-intro-execution-role.html'),
    'logs.amazonaws.com': sends('AmazonCloudWatch/latest/logs/SubscriptionFilters.html'),
    // It names cluster, namespace and service account as session tags instead.
    'pods.eks.amazonaws.com': sendsNone('eks/latest/userguide/pod-id-role.html'),
    'sagemaker.amazonaws.com': sends('sagemaker/latest/dg/security-confused-deputy-prevention.html'),
    'scheduler.amazonaws.com': sends('scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html'),
    'states.amazonaws.com': sends('step-functions/latest/dg/procedure-create-iam-role.html'),
    'vpc-flow-logs.amazonaws.com': sends('vpc/latest/userguide/flow-logs-iam-role.html'),
  },
  resource: {
    'cloudtrail.amazonaws.com': sends('awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html'),
    'cloudwatch.amazonaws.com': sends('sns/latest/dg/sns-access-policy-use-cases.html'),
    'events.amazonaws.com': sends('eventbridge/latest/userguide/eb-use-resource-based.html'),
    'budgets.amazonaws.com': sends('cost-management/latest/userguide/budgets-sns-policy.html'),
    'logs.amazonaws.com': sends('AmazonCloudWatch/latest/logs/SubscriptionFilters.html'),
    's3.amazonaws.com': sends('AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html'),
    'sns.amazonaws.com': sends('sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html'),
  },
  key: {
    'cloudtrail.amazonaws.com': sends('awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html'),
    'cloudwatch.amazonaws.com': sends('sns/latest/dg/sns-key-management.html'),
    // CloudWatch Logs names the log group in the encryption context.
    'logs.amazonaws.com': sends('AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html'),
    's3.amazonaws.com': sends('AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html'),
  },
};

/** Conditions by which a service says for whom it calls. The context of a key's use contains the log group's account. */
const namesSource = /aws:Source(?:Arn|Account|OrgID|OrgPaths)|kms:EncryptionContext:aws:logs:arn/;

/** Services of one region are entered without it: `logs.${local.region}.amazonaws.com` as `logs.amazonaws.com`. */
const plainName = (service: string): string => service.replace(/\.\$\{[^}]+\}/, '');

/**
 * What is wrong with the condition under which a service is let in; undefined when it fits what the service sends.
 *
 * @param service  as the policy names it, or an expression that the table cannot name, such as `service`
 * @param condition  the text of the statement's condition; empty when there is none
 */
export const wrongSource = (use: PolicyUse, service: string, condition: string): string | undefined => {
  const entry = sentSources[use][plainName(service)];
  const asks = namesSource.test(condition);
  if (entry === undefined && service.includes('.'))
    return `lets in ${service}, and the table of sent sources does not name it for a ${use}`;
  if (entry?.isSent === false)
    return asks
      ? `asks ${service} for a source, which it does not send: every call is refused (${entry.page})`
      : undefined;
  return asks ? undefined : `lets in ${service || 'a service'} for whoever asks: no aws:SourceArn or aws:SourceAccount`;
};
