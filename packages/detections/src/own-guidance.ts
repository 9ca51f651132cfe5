// Written by scripts/generate/own-rules.ts from the rules of this package; do not edit.
import type { RuleGuidance } from './guidance.ts';
export type { RuleGuidance } from './guidance.ts';
import { guidance as accessDeniedBurst } from './rules/access-denied-burst.ts';
import { guidance as accessKeyCreatedForOtherUser } from './rules/access-key-created-for-other-user.ts';
import { guidance as alarmsRemoved } from './rules/alarms-removed.ts';
import { guidance as amiShared } from './rules/ami-shared.ts';
import { guidance as auditChangeRefused } from './rules/audit-change-refused.ts';
import { guidance as backupsDeleted } from './rules/backups-deleted.ts';
import { guidance as bucketMadePublic } from './rules/bucket-made-public.ts';
import { guidance as bucketVersioningSuspended } from './rules/bucket-versioning-suspended.ts';
import { guidance as buildProjectMadePublic } from './rules/build-project-made-public.ts';
import { guidance as cloudtrailLoggingDisabled } from './rules/cloudtrail-logging-disabled.ts';
import { guidance as commandRunOnInstances } from './rules/command-run-on-instances.ts';
import { guidance as configRecorderStopped } from './rules/config-recorder-stopped.ts';
import { guidance as consoleLoginAfterFailures } from './rules/console-login-after-failures.ts';
import { guidance as consoleLoginBruteForce } from './rules/console-login-brute-force.ts';
import { guidance as consoleLoginByFederationToken } from './rules/console-login-by-federation-token.ts';
import { guidance as consoleLoginFromManyAddresses } from './rules/console-login-from-many-addresses.ts';
import { guidance as consoleLoginWithoutMfa } from './rules/console-login-without-mfa.ts';
import { guidance as credentialsQuarantined } from './rules/credentials-quarantined.ts';
import { guidance as databaseExported } from './rules/database-exported.ts';
import { guidance as databaseMadePublic } from './rules/database-made-public.ts';
import { guidance as databaseRebooted } from './rules/database-rebooted.ts';
import { guidance as databaseSnapshotCopiedAway } from './rules/database-snapshot-copied-away.ts';
import { guidance as dnsLoggingRemoved } from './rules/dns-logging-removed.ts';
import { guidance as ebsEncryptionDefaultDisabled } from './rules/ebs-encryption-default-disabled.ts';
import { guidance as ebsSnapshotShared } from './rules/ebs-snapshot-shared.ts';
import { guidance as eksAnonymousAccess } from './rules/eks-anonymous-access.ts';
import { guidance as eksExecIntoPod } from './rules/eks-exec-into-pod.ts';
import { guidance as endpointUsedByOtherAccount } from './rules/endpoint-used-by-other-account.ts';
import { guidance as findingsSuppressed } from './rules/findings-suppressed.ts';
import { guidance as flowLogsDeleted } from './rules/flow-logs-deleted.ts';
import { guidance as flowPortScan } from './rules/flow-port-scan.ts';
import { guidance as guarddutyCriticalFinding } from './rules/guardduty-critical-finding.ts';
import { guidance as guarddutyDisabled } from './rules/guardduty-disabled.ts';
import { guidance as guarddutyHighFinding } from './rules/guardduty-high-finding.ts';
import { guidance as guarddutyMediumFinding } from './rules/guardduty-medium-finding.ts';
import { guidance as iamBroadPolicyAttached } from './rules/iam-broad-policy-attached.ts';
import { guidance as iamChangeNotOnRecord } from './rules/iam-change-not-on-record.ts';
import { guidance as iamPrivilegeGranted } from './rules/iam-privilege-granted.ts';
import { guidance as identityCenterAccessGranted } from './rules/identity-center-access-granted.ts';
import { guidance as identityProviderChanged } from './rules/identity-provider-changed.ts';
import { guidance as instancePasswordRead } from './rules/instance-password-read.ts';
import { guidance as instanceRoleAskedWhoItIs } from './rules/instance-role-asked-who-it-is.ts';
import { guidance as instanceUserDataChanged } from './rules/instance-user-data-changed.ts';
import { guidance as instanceWithAdminRole } from './rules/instance-with-admin-role.ts';
import { guidance as keyDeletionCancelled } from './rules/key-deletion-cancelled.ts';
import { guidance as keyDeletionNotCancelled } from './rules/key-deletion-not-cancelled.ts';
import { guidance as kmsKeyScheduledForDeletion } from './rules/kms-key-scheduled-for-deletion.ts';
import { guidance as lambdaCodeChangedByHand } from './rules/lambda-code-changed-by-hand.ts';
import { guidance as lambdaOpenedToEveryone } from './rules/lambda-opened-to-everyone.ts';
import { guidance as lambdaOpenedToOtherAccount } from './rules/lambda-opened-to-other-account.ts';
import { guidance as lambdaOutOfMemory } from './rules/lambda-out-of-memory.ts';
import { guidance as lambdaTimeoutBurst } from './rules/lambda-timeout-burst.ts';
import { guidance as logBucketTampered } from './rules/log-bucket-tampered.ts';
import { guidance as loginProfileCreatedForOtherUser } from './rules/login-profile-created-for-other-user.ts';
import { guidance as logsDeleted } from './rules/logs-deleted.ts';
import { guidance as mailSendingEnabled } from './rules/mail-sending-enabled.ts';
import { guidance as mfaDeviceDeactivated } from './rules/mfa-device-deactivated.ts';
import { guidance as modelAccessRequested } from './rules/model-access-requested.ts';
import { guidance as modelGuardrailWeakened } from './rules/model-guardrail-weakened.ts';
import { guidance as modelLoggingRemoved } from './rules/model-logging-removed.ts';
import { guidance as networkAclOpenedToWorld } from './rules/network-acl-opened-to-world.ts';
import { guidance as objectsEncryptedWithForeignKey } from './rules/objects-encrypted-with-foreign-key.ts';
import { guidance as oomKill } from './rules/oom-kill.ts';
import { guidance as organizationGuardRemoved } from './rules/organization-guard-removed.ts';
import { guidance as permissionsBoundaryRemoved } from './rules/permissions-boundary-removed.ts';
import { guidance as policyVersionSwitched } from './rules/policy-version-switched.ts';
import { guidance as rdsSnapshotShared } from './rules/rds-snapshot-shared.ts';
import { guidance as regionEnabled } from './rules/region-enabled.ts';
import { guidance as resourceOpenedToOthers } from './rules/resource-opened-to-others.ts';
import { guidance as roleTrustsOthers } from './rules/role-trusts-others.ts';
import { guidance as rootActivity } from './rules/root-activity.ts';
import { guidance as secretsReadBurst } from './rules/secrets-read-burst.ts';
import { guidance as secretsReadInBatch } from './rules/secrets-read-in-batch.ts';
import { guidance as securityGroupOpenedToWorld } from './rules/security-group-opened-to-world.ts';
import { guidance as securityHubCriticalFinding } from './rules/security-hub-critical-finding.ts';
import { guidance as securityHubHighFinding } from './rules/security-hub-high-finding.ts';
import { guidance as serialConsoleEnabled } from './rules/serial-console-enabled.ts';
import { guidance as sessionsOnManyInstances } from './rules/sessions-on-many-instances.ts';
import { guidance as snapshotBlockPublicAccessDisabled } from './rules/snapshot-block-public-access-disabled.ts';
import { guidance as sshBruteForce } from './rules/ssh-brute-force.ts';
import { guidance as sshLoginAfterFailures } from './rules/ssh-login-after-failures.ts';
import { guidance as ssmDocumentShared } from './rules/ssm-document-shared.ts';
import { guidance as threatDetectionDisabled } from './rules/threat-detection-disabled.ts';
import { guidance as trafficMirrored } from './rules/traffic-mirrored.ts';
import { guidance as trailLoggingStarted } from './rules/trail-logging-started.ts';
import { guidance as trailNotStartedAgain } from './rules/trail-not-started-again.ts';
import { guidance as trailRedirected } from './rules/trail-redirected.ts';
import { guidance as userAddedToAdminGroup } from './rules/user-added-to-admin-group.ts';
import { guidance as wafRemoved } from './rules/waf-removed.ts';

/** What helps with a finding, by the id of its rule. */
export const ownGuidance: Readonly<Record<string, RuleGuidance>> = {
  'access-denied-burst': accessDeniedBurst,
  'access-key-created-for-other-user': accessKeyCreatedForOtherUser,
  'alarms-removed': alarmsRemoved,
  'ami-shared': amiShared,
  'audit-change-refused': auditChangeRefused,
  'backups-deleted': backupsDeleted,
  'bucket-made-public': bucketMadePublic,
  'bucket-versioning-suspended': bucketVersioningSuspended,
  'build-project-made-public': buildProjectMadePublic,
  'cloudtrail-logging-disabled': cloudtrailLoggingDisabled,
  'command-run-on-instances': commandRunOnInstances,
  'config-recorder-stopped': configRecorderStopped,
  'console-login-after-failures': consoleLoginAfterFailures,
  'console-login-brute-force': consoleLoginBruteForce,
  'console-login-by-federation-token': consoleLoginByFederationToken,
  'console-login-from-many-addresses': consoleLoginFromManyAddresses,
  'console-login-without-mfa': consoleLoginWithoutMfa,
  'credentials-quarantined': credentialsQuarantined,
  'database-exported': databaseExported,
  'database-made-public': databaseMadePublic,
  'database-rebooted': databaseRebooted,
  'database-snapshot-copied-away': databaseSnapshotCopiedAway,
  'dns-logging-removed': dnsLoggingRemoved,
  'ebs-encryption-default-disabled': ebsEncryptionDefaultDisabled,
  'ebs-snapshot-shared': ebsSnapshotShared,
  'eks-anonymous-access': eksAnonymousAccess,
  'eks-exec-into-pod': eksExecIntoPod,
  'endpoint-used-by-other-account': endpointUsedByOtherAccount,
  'findings-suppressed': findingsSuppressed,
  'flow-logs-deleted': flowLogsDeleted,
  'flow-port-scan': flowPortScan,
  'guardduty-critical-finding': guarddutyCriticalFinding,
  'guardduty-disabled': guarddutyDisabled,
  'guardduty-high-finding': guarddutyHighFinding,
  'guardduty-medium-finding': guarddutyMediumFinding,
  'iam-broad-policy-attached': iamBroadPolicyAttached,
  'iam-change-not-on-record': iamChangeNotOnRecord,
  'iam-privilege-granted': iamPrivilegeGranted,
  'identity-center-access-granted': identityCenterAccessGranted,
  'identity-provider-changed': identityProviderChanged,
  'instance-password-read': instancePasswordRead,
  'instance-role-asked-who-it-is': instanceRoleAskedWhoItIs,
  'instance-user-data-changed': instanceUserDataChanged,
  'instance-with-admin-role': instanceWithAdminRole,
  'key-deletion-cancelled': keyDeletionCancelled,
  'key-deletion-not-cancelled': keyDeletionNotCancelled,
  'kms-key-scheduled-for-deletion': kmsKeyScheduledForDeletion,
  'lambda-code-changed-by-hand': lambdaCodeChangedByHand,
  'lambda-opened-to-everyone': lambdaOpenedToEveryone,
  'lambda-opened-to-other-account': lambdaOpenedToOtherAccount,
  'lambda-out-of-memory': lambdaOutOfMemory,
  'lambda-timeout-burst': lambdaTimeoutBurst,
  'log-bucket-tampered': logBucketTampered,
  'login-profile-created-for-other-user': loginProfileCreatedForOtherUser,
  'logs-deleted': logsDeleted,
  'mail-sending-enabled': mailSendingEnabled,
  'mfa-device-deactivated': mfaDeviceDeactivated,
  'model-access-requested': modelAccessRequested,
  'model-guardrail-weakened': modelGuardrailWeakened,
  'model-logging-removed': modelLoggingRemoved,
  'network-acl-opened-to-world': networkAclOpenedToWorld,
  'objects-encrypted-with-foreign-key': objectsEncryptedWithForeignKey,
  'oom-kill': oomKill,
  'organization-guard-removed': organizationGuardRemoved,
  'permissions-boundary-removed': permissionsBoundaryRemoved,
  'policy-version-switched': policyVersionSwitched,
  'rds-snapshot-shared': rdsSnapshotShared,
  'region-enabled': regionEnabled,
  'resource-opened-to-others': resourceOpenedToOthers,
  'role-trusts-others': roleTrustsOthers,
  'root-activity': rootActivity,
  'secrets-read-burst': secretsReadBurst,
  'secrets-read-in-batch': secretsReadInBatch,
  'security-group-opened-to-world': securityGroupOpenedToWorld,
  'security-hub-critical-finding': securityHubCriticalFinding,
  'security-hub-high-finding': securityHubHighFinding,
  'serial-console-enabled': serialConsoleEnabled,
  'sessions-on-many-instances': sessionsOnManyInstances,
  'snapshot-block-public-access-disabled': snapshotBlockPublicAccessDisabled,
  'ssh-brute-force': sshBruteForce,
  'ssh-login-after-failures': sshLoginAfterFailures,
  'ssm-document-shared': ssmDocumentShared,
  'threat-detection-disabled': threatDetectionDisabled,
  'traffic-mirrored': trafficMirrored,
  'trail-logging-started': trailLoggingStarted,
  'trail-not-started-again': trailNotStartedAgain,
  'trail-redirected': trailRedirected,
  'user-added-to-admin-group': userAddedToAdminGroup,
  'waf-removed': wafRemoved,
};
