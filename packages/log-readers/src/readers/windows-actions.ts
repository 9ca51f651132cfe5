/**
 * What the events of Windows' security audit say happened, in a few words each.
 *
 * @see https://learn.microsoft.com/windows-server/identity/ad-ds/plan/appendix-l--events-to-monitor
 */
const table = `
1100 logging-service-shutdown
1102 audit-log-cleared
1104 logging-full
1105 auditlog-archived
1108 logging-processing-error
4608 system-started
4609 system-shutdown
4616 system-time-changed
4624 logged-in
4625 logon-failed
4634 logged-out
4647 logged-out
4648 logged-in-explicit
4656 object-access-requested
4657 registry-value-modified
4660 object-deleted
4670 permissions-changed
4672 logged-in-special
4673 privileged-service-called
4674 privileged-operation
4688 created-process
4689 exited-process
4697 service-installed
4698 scheduled-task-created
4699 scheduled-task-deleted
4700 scheduled-task-enabled
4701 scheduled-task-disabled
4702 scheduled-task-updated
4706 domain-trust-added
4707 domain-trust-removed
4713 kerberos-policy-changed
4716 trusted-domain-information-changed
4717 system-security-access-granted
4718 system-security-access-removed
4719 changed-audit-config
4720 added-user-account
4722 enabled-user-account
4723 changed-password
4724 reset-password
4725 disabled-user-account
4726 deleted-user-account
4727 added-group-account
4728 added-member-to-group
4729 removed-member-from-group
4730 deleted-group-account
4731 added-group-account
4732 added-member-to-group
4733 removed-member-from-group
4734 deleted-group-account
4735 modified-group-account
4737 modified-group-account
4738 modified-user-account
4739 domain-policy-changed
4740 locked-out-user-account
4741 added-computer-account
4742 changed-computer-account
4743 deleted-computer-account
4744 added-distribution-group-account
4745 changed-distribution-group-account
4746 added-member-to-distribution-group
4747 removed-member-from-distribution-group
4748 deleted-distribution-group-account
4749 added-distribution-group-account
4750 changed-distribution-group-account
4751 added-member-to-distribution-group
4752 removed-member-from-distribution-group
4753 deleted-distribution-group-account
4754 added-group-account
4755 modified-group-account
4756 added-member-to-group
4757 removed-member-from-group
4758 deleted-group-account
4759 added-distribution-group-account
4760 changed-distribution-group-account
4761 added-member-to-distribution-group
4762 removed-member-from-distribution-group
4763 deleted-distribution-group-account
4764 type-changed-group-account
4767 unlocked-user-account
4768 kerberos-authentication-ticket-requested
4769 kerberos-service-ticket-requested
4770 kerberos-service-ticket-renewed
4771 kerberos-preauth-failed
4776 credential-validated
4778 session-reconnected
4779 session-disconnected
4781 renamed-user-account
4797 query-existence-of-blank-password
4798 group-membership-enumerated
4799 user-member-enumerated
4817 object-audit-changed
4902 user-audit-policy-created
4904 security-event-source-added
4905 security-event-source-removed
4906 crash-on-audit-changed
4907 audit-setting-changed
4908 special-group-table-changed
4912 per-user-audit-policy-changed
4964 logged-in-special
5140 network-share-object-accessed
5145 network-share-object-access-checked
5379 credential-manager-credentials-were-read
5380 vault-credentials-find
5381 vault-credentials-were-read
5382 vault-credentials-were-read
7045 service-installed
`;

/** Event id to action. */
export const windowsActions: ReadonlyMap<string, string> = new Map(
  table
    .trim()
    .split('\n')
    .map((line) => line.split(' ') as [string, string]),
);
