import type { DetectionRule } from '@bellwether/log-model';
import { rule as accessDeniedBurst } from './rules/access-denied-burst.ts';
import { rule as accessKeyCreatedForOtherUser } from './rules/access-key-created-for-other-user.ts';
import { rule as amiShared } from './rules/ami-shared.ts';
import { rule as bucketMadePublic } from './rules/bucket-made-public.ts';
import { rule as cloudtrailLoggingDisabled } from './rules/cloudtrail-logging-disabled.ts';
import { rule as configRecorderStopped } from './rules/config-recorder-stopped.ts';
import { rule as consoleLoginBruteForce } from './rules/console-login-brute-force.ts';
import { rule as consoleLoginWithoutMfa } from './rules/console-login-without-mfa.ts';
import { rule as ebsSnapshotShared } from './rules/ebs-snapshot-shared.ts';
import { rule as eksAnonymousAccess } from './rules/eks-anonymous-access.ts';
import { rule as eksExecIntoPod } from './rules/eks-exec-into-pod.ts';
import { rule as flowLogsDeleted } from './rules/flow-logs-deleted.ts';
import { rule as flowPortScan } from './rules/flow-port-scan.ts';
import { rule as guarddutyDisabled } from './rules/guardduty-disabled.ts';
import { rule as iamPrivilegeGranted } from './rules/iam-privilege-granted.ts';
import { rule as kmsKeyScheduledForDeletion } from './rules/kms-key-scheduled-for-deletion.ts';
import { rule as lambdaOpenedToEveryone } from './rules/lambda-opened-to-everyone.ts';
import { rule as lambdaOutOfMemory } from './rules/lambda-out-of-memory.ts';
import { rule as lambdaTimeoutBurst } from './rules/lambda-timeout-burst.ts';
import { rule as loginProfileCreatedForOtherUser } from './rules/login-profile-created-for-other-user.ts';
import { rule as mfaDeviceDeactivated } from './rules/mfa-device-deactivated.ts';
import { rule as oomKill } from './rules/oom-kill.ts';
import { rule as rdsSnapshotShared } from './rules/rds-snapshot-shared.ts';
import { rule as rootActivity } from './rules/root-activity.ts';
import { rule as secretsReadBurst } from './rules/secrets-read-burst.ts';
import { rule as securityGroupOpenedToWorld } from './rules/security-group-opened-to-world.ts';
import { rule as sshBruteForce } from './rules/ssh-brute-force.ts';

/** Our own detection rules. Each stands beside its evidence in `rules/`. */
export const ownRules: readonly DetectionRule[] = [
  accessDeniedBurst,
  accessKeyCreatedForOtherUser,
  amiShared,
  bucketMadePublic,
  cloudtrailLoggingDisabled,
  configRecorderStopped,
  consoleLoginBruteForce,
  consoleLoginWithoutMfa,
  ebsSnapshotShared,
  eksAnonymousAccess,
  eksExecIntoPod,
  flowLogsDeleted,
  flowPortScan,
  guarddutyDisabled,
  iamPrivilegeGranted,
  kmsKeyScheduledForDeletion,
  lambdaOpenedToEveryone,
  lambdaOutOfMemory,
  lambdaTimeoutBurst,
  loginProfileCreatedForOtherUser,
  mfaDeviceDeactivated,
  oomKill,
  rdsSnapshotShared,
  rootActivity,
  secretsReadBurst,
  securityGroupOpenedToWorld,
  sshBruteForce,
];
