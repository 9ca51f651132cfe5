/** One IAM statement of a playbook, as `npm run generate` renders it into Terraform. */
export interface PlaybookStatement {
  /** Letters and digits; no two statements of any playbooks share one. */
  readonly sid: string;
  /** Actions by name, without wildcards, such as `cloudtrail:StartLogging`. */
  readonly actions: readonly string[];
  /**
   * ARNs in which `{partition}`, `{region}` and `{account}` stand for those of the deployment and `{setting:NAME}` for a setting of a
   * playbook (`none` where it has no value, so that the statement grants nothing), or `*` alone.
   */
  readonly resources: readonly string[];
  /** Conditions by operator and key, as IAM has them, such as `{ StringEquals: { 'aws:ResourceTag/team': ['web'] } }`. */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Why the statement names no resource. Required with `*`, refused without it. */
  readonly reason?: string;
}

/**
 * What a deployment gives a playbook: its permissions and what the stack knows of its settings. Read by `npm run generate` and
 * `npm run check:iam`, never by a function.
 */
export interface PlaybookDeployment {
  /** IAM actions by the SDK command that its `aws.ts` sends, such as `client-cloudtrail/StartLoggingCommand`. */
  readonly commands: Readonly<Record<string, readonly string[]>>;
  /** What reading the account needs; held by the functions that plan and verify, at all times. */
  readonly look: readonly PlaybookStatement[];
  /** What changing the account needs, and putting it back where the playbook does; held by the function that acts while the playbook is allowed. */
  readonly act: readonly PlaybookStatement[];
  /** Terraform expression in `infra/stack` for the variables that the stack can fill by itself: a map by name. */
  readonly stackDefaults?: string;
}
