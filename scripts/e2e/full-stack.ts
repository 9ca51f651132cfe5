import type { LocalAws } from './local-aws.ts';
import type { PlanGap } from './plan-gaps.ts';
import { directGroup, trailGroup, trailName } from './planted-events.ts';

/** What everything that is deployed is named after. */
export const namePrefix = 'bellwether-e2e';

/**
 * Values that switch on every module. What an emulator lacks (add-ons and access entries of EKS, deployments of AppConfig,
 * subscriptions of an account, budgets) is asked for here as well: the one variable `emulator` leaves it out.
 */
export const fullStack = (watchedLogGroups: readonly string[]): Readonly<Record<string, unknown>> => ({
  name_prefix: namePrefix,
  // What stands in the trail's group is planted there, so the group is declared to hold it.
  watched_log_groups: watchedLogGroups.map((name) => (name === trailGroup ? { name, dataset: 'cloudtrail' } : name)),
  remediation: { allowed_playbooks: ['restart-trail-logging', 'isolate-network-interface'] },
  budget: { monthly_usd: 50, emails: ['oncall@example.com'] },
  features: {
    // Named file by file: the watched groups bring a trail's events by the stream already.
    audit: { enabled: true, watch: false, notify_queue: true, data_events: true },
    catalog: { enabled: true },
    cold_storage: { lake: { glacier_after_days: 90, deep_archive_after_days: 180 } },
    log_senders: { account_ids: ['210987654321'], organization_id: 'o-a1b2c3d4e5' },
    native_anomaly_detection: true,
    playbook_settings: { TRAIL_NAME: trailName },
    raw_copy: { enabled: true },
    reports: { enabled: true },
    settings: {
      thresholds: { rules: [{ name: 'many-errors', kind: 'errors', atLeast: 1_000 }] },
      mutes: [{ rule: 'no-such-rule', until: '2100-01-31T00:00:00Z', reason: 'Shows that a mute can be written.' }],
      routes: [{ minSeverity: 'CRITICAL', outputs: ['default'] }],
      app_config: true,
    },
    subscription_log_groups: [directGroup],
    workloads: {
      network: { nat: true, zone_count: 2, interface_endpoints: ['logs'] },
      cluster: { admin_role_arns: ['arn:aws:iam::123456789012:role/admin'] },
      machine: {},
      notebook: {},
      repositories: ['shop'],
    },
  },
});

/** What a second plan on each emulator shows although nothing changed. Anything else fails. */
export const planGaps: Readonly<Record<LocalAws['emulator'], readonly PlanGap[]>> = {
  moto: [
    {
      resource: 'aws_eks_node_group.this',
      attributes: ['remote_access'],
      reason: 'answers an empty remote_access where none was given, which only a new node group could change',
    },
    {
      resource: 'aws_launch_template.nodes',
      attributes: ['tag_specifications'],
      reason: 'answers tag specifications that were never given',
    },
    {
      resource: 'aws_sagemaker_notebook_instance_lifecycle_configuration.this',
      attributes: ['tags_all'],
      reason: 'keeps no tags of a lifecycle configuration',
    },
  ],
  // Not known: LocalStack could not be run where this is built. What it shows there fails until it is written down here.
  localstack: [],
};

/** What an emulator keeps of its own after a destroy, by kind, and how many at most. */
export interface Leftover {
  readonly kind: string;
  readonly most: number;
  readonly reason: string;
}

export const leftovers: Readonly<Record<LocalAws['emulator'], readonly Leftover[]>> = {
  moto: [
    {
      kind: 'network interface',
      most: 2,
      reason: 'the interfaces of the NAT gateway and of the machine, which moto does not delete with them',
    },
  ],
  localstack: [],
};
