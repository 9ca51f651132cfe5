import type { DetectionRule } from '@bellwether/log-model';
import { rule as accessDeniedBurst } from './rules/access-denied-burst.ts';
import { rule as accessKeyCreatedForOtherUser } from './rules/access-key-created-for-other-user.ts';
import { rule as alarmsRemoved } from './rules/alarms-removed.ts';
import { rule as amiShared } from './rules/ami-shared.ts';
import { rule as auditChangeRefused } from './rules/audit-change-refused.ts';
import { rule as backupsDeleted } from './rules/backups-deleted.ts';
import { rule as bucketMadePublic } from './rules/bucket-made-public.ts';
import { rule as bucketVersioningSuspended } from './rules/bucket-versioning-suspended.ts';
import { rule as buildProjectMadePublic } from './rules/build-project-made-public.ts';
import { rule as cloudtrailLoggingDisabled } from './rules/cloudtrail-logging-disabled.ts';
import { rule as commandRunOnInstances } from './rules/command-run-on-instances.ts';
import { rule as configRecorderStopped } from './rules/config-recorder-stopped.ts';
import { rule as consoleLoginAfterFailures } from './rules/console-login-after-failures.ts';
import { rule as consoleLoginBruteForce } from './rules/console-login-brute-force.ts';
import { rule as consoleLoginByFederationToken } from './rules/console-login-by-federation-token.ts';
import { rule as consoleLoginFromManyAddresses } from './rules/console-login-from-many-addresses.ts';
import { rule as consoleLoginWithoutMfa } from './rules/console-login-without-mfa.ts';
import { rule as credentialsQuarantined } from './rules/credentials-quarantined.ts';
import { rule as databaseExported } from './rules/database-exported.ts';
import { rule as databaseMadePublic } from './rules/database-made-public.ts';
import { rule as databaseRebooted } from './rules/database-rebooted.ts';
import { rule as databaseSnapshotCopiedAway } from './rules/database-snapshot-copied-away.ts';
import { rule as dnsLoggingRemoved } from './rules/dns-logging-removed.ts';
import { rule as ebsEncryptionDefaultDisabled } from './rules/ebs-encryption-default-disabled.ts';
import { rule as ebsSnapshotShared } from './rules/ebs-snapshot-shared.ts';
import { rule as eksAnonymousAccess } from './rules/eks-anonymous-access.ts';
import { rule as eksExecIntoPod } from './rules/eks-exec-into-pod.ts';
import { rule as endpointUsedByOtherAccount } from './rules/endpoint-used-by-other-account.ts';
import { rule as findingsSuppressed } from './rules/findings-suppressed.ts';
import { rule as flowLogsDeleted } from './rules/flow-logs-deleted.ts';
import { rule as flowPortScan } from './rules/flow-port-scan.ts';
import { rule as guarddutyCriticalFinding } from './rules/guardduty-critical-finding.ts';
import { rule as guarddutyDisabled } from './rules/guardduty-disabled.ts';
import { rule as guarddutyHighFinding } from './rules/guardduty-high-finding.ts';
import { rule as guarddutyMediumFinding } from './rules/guardduty-medium-finding.ts';
import { rule as iamBroadPolicyAttached } from './rules/iam-broad-policy-attached.ts';
import { rule as iamChangeNotOnRecord } from './rules/iam-change-not-on-record.ts';
import { rule as iamPrivilegeGranted } from './rules/iam-privilege-granted.ts';
import { rule as identityCenterAccessGranted } from './rules/identity-center-access-granted.ts';
import { rule as identityProviderChanged } from './rules/identity-provider-changed.ts';
import { rule as instancePasswordRead } from './rules/instance-password-read.ts';
import { rule as instanceRoleAskedWhoItIs } from './rules/instance-role-asked-who-it-is.ts';
import { rule as instanceUserDataChanged } from './rules/instance-user-data-changed.ts';
import { rule as instanceWithAdminRole } from './rules/instance-with-admin-role.ts';
import { rule as keyDeletionCancelled } from './rules/key-deletion-cancelled.ts';
import { rule as keyDeletionNotCancelled } from './rules/key-deletion-not-cancelled.ts';
import { rule as kmsKeyScheduledForDeletion } from './rules/kms-key-scheduled-for-deletion.ts';
import { rule as lambdaCodeChangedByHand } from './rules/lambda-code-changed-by-hand.ts';
import { rule as lambdaOpenedToEveryone } from './rules/lambda-opened-to-everyone.ts';
import { rule as lambdaOpenedToOtherAccount } from './rules/lambda-opened-to-other-account.ts';
import { rule as lambdaOutOfMemory } from './rules/lambda-out-of-memory.ts';
import { rule as lambdaTimeoutBurst } from './rules/lambda-timeout-burst.ts';
import { rule as logBucketTampered } from './rules/log-bucket-tampered.ts';
import { rule as loginProfileCreatedForOtherUser } from './rules/login-profile-created-for-other-user.ts';
import { rule as logsDeleted } from './rules/logs-deleted.ts';
import { rule as mailSendingEnabled } from './rules/mail-sending-enabled.ts';
import { rule as mfaDeviceDeactivated } from './rules/mfa-device-deactivated.ts';
import { rule as modelAccessRequested } from './rules/model-access-requested.ts';
import { rule as modelGuardrailWeakened } from './rules/model-guardrail-weakened.ts';
import { rule as modelLoggingRemoved } from './rules/model-logging-removed.ts';
import { rule as networkAclOpenedToWorld } from './rules/network-acl-opened-to-world.ts';
import { rule as objectsEncryptedWithForeignKey } from './rules/objects-encrypted-with-foreign-key.ts';
import { rule as oomKill } from './rules/oom-kill.ts';
import { rule as organizationGuardRemoved } from './rules/organization-guard-removed.ts';
import { rule as permissionsBoundaryRemoved } from './rules/permissions-boundary-removed.ts';
import { rule as policyVersionSwitched } from './rules/policy-version-switched.ts';
import { rule as rdsSnapshotShared } from './rules/rds-snapshot-shared.ts';
import { rule as regionEnabled } from './rules/region-enabled.ts';
import { rule as resourceOpenedToOthers } from './rules/resource-opened-to-others.ts';
import { rule as roleTrustsOthers } from './rules/role-trusts-others.ts';
import { rule as rootActivity } from './rules/root-activity.ts';
import { rule as secretsReadBurst } from './rules/secrets-read-burst.ts';
import { rule as secretsReadInBatch } from './rules/secrets-read-in-batch.ts';
import { rule as securityGroupOpenedToWorld } from './rules/security-group-opened-to-world.ts';
import { rule as securityHubCriticalFinding } from './rules/security-hub-critical-finding.ts';
import { rule as securityHubHighFinding } from './rules/security-hub-high-finding.ts';
import { rule as serialConsoleEnabled } from './rules/serial-console-enabled.ts';
import { rule as sessionsOnManyInstances } from './rules/sessions-on-many-instances.ts';
import { rule as snapshotBlockPublicAccessDisabled } from './rules/snapshot-block-public-access-disabled.ts';
import { rule as sshBruteForce } from './rules/ssh-brute-force.ts';
import { rule as sshLoginAfterFailures } from './rules/ssh-login-after-failures.ts';
import { rule as ssmDocumentShared } from './rules/ssm-document-shared.ts';
import { rule as threatDetectionDisabled } from './rules/threat-detection-disabled.ts';
import { rule as trafficMirrored } from './rules/traffic-mirrored.ts';
import { rule as trailLoggingStarted } from './rules/trail-logging-started.ts';
import { rule as trailNotStartedAgain } from './rules/trail-not-started-again.ts';
import { rule as trailRedirected } from './rules/trail-redirected.ts';
import { rule as userAddedToAdminGroup } from './rules/user-added-to-admin-group.ts';
import { rule as wafRemoved } from './rules/waf-removed.ts';

/** Our own detection rules. Each stands beside its evidence in `rules/`. */
export const ownRules: readonly DetectionRule[] = [
  accessDeniedBurst,
  accessKeyCreatedForOtherUser,
  alarmsRemoved,
  amiShared,
  auditChangeRefused,
  backupsDeleted,
  bucketMadePublic,
  bucketVersioningSuspended,
  buildProjectMadePublic,
  cloudtrailLoggingDisabled,
  commandRunOnInstances,
  configRecorderStopped,
  consoleLoginAfterFailures,
  consoleLoginBruteForce,
  consoleLoginByFederationToken,
  consoleLoginFromManyAddresses,
  consoleLoginWithoutMfa,
  credentialsQuarantined,
  databaseExported,
  databaseMadePublic,
  databaseRebooted,
  databaseSnapshotCopiedAway,
  dnsLoggingRemoved,
  ebsEncryptionDefaultDisabled,
  ebsSnapshotShared,
  eksAnonymousAccess,
  eksExecIntoPod,
  endpointUsedByOtherAccount,
  findingsSuppressed,
  flowLogsDeleted,
  flowPortScan,
  guarddutyCriticalFinding,
  guarddutyDisabled,
  guarddutyHighFinding,
  guarddutyMediumFinding,
  iamBroadPolicyAttached,
  iamChangeNotOnRecord,
  iamPrivilegeGranted,
  identityCenterAccessGranted,
  identityProviderChanged,
  instancePasswordRead,
  instanceRoleAskedWhoItIs,
  instanceUserDataChanged,
  instanceWithAdminRole,
  keyDeletionCancelled,
  keyDeletionNotCancelled,
  kmsKeyScheduledForDeletion,
  lambdaCodeChangedByHand,
  lambdaOpenedToEveryone,
  lambdaOpenedToOtherAccount,
  lambdaOutOfMemory,
  lambdaTimeoutBurst,
  logBucketTampered,
  loginProfileCreatedForOtherUser,
  logsDeleted,
  mailSendingEnabled,
  mfaDeviceDeactivated,
  modelAccessRequested,
  modelGuardrailWeakened,
  modelLoggingRemoved,
  networkAclOpenedToWorld,
  objectsEncryptedWithForeignKey,
  oomKill,
  organizationGuardRemoved,
  permissionsBoundaryRemoved,
  policyVersionSwitched,
  rdsSnapshotShared,
  regionEnabled,
  resourceOpenedToOthers,
  roleTrustsOthers,
  rootActivity,
  secretsReadBurst,
  secretsReadInBatch,
  securityGroupOpenedToWorld,
  securityHubCriticalFinding,
  securityHubHighFinding,
  serialConsoleEnabled,
  sessionsOnManyInstances,
  snapshotBlockPublicAccessDisabled,
  sshBruteForce,
  sshLoginAfterFailures,
  ssmDocumentShared,
  threatDetectionDisabled,
  trafficMirrored,
  trailLoggingStarted,
  trailNotStartedAgain,
  trailRedirected,
  userAddedToAdminGroup,
  wafRemoved,
];

export { byNoService, callers } from './callers.ts';
