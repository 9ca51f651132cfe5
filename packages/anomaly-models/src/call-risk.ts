/** What is asked of a call of an AWS API, as CloudTrail writes it. */
export interface ApiCall {
  /** `iam.amazonaws.com` */
  readonly eventSource: string;
  readonly eventName: string;
  readonly readOnly: boolean | undefined;
  /** Code of the refusal or error; undefined where the call succeeded. */
  readonly errorCode: string | undefined;
  /** Whether an AWS service called, by itself or for somebody. */
  readonly isByService: boolean;
  readonly isByRoot: boolean;
}

/** Services whose changes decide who may do what, and what is noticed. */
const guards =
  /^(?:iam|sts|sso|sso-directory|identitystore|organizations|account|kms|secretsmanager|ssm|cloudtrail|logs|monitoring|config|guardduty|securityhub|inspector2?|macie2|access-analyzer|detective|wafv2|waf|network-firewall|shield|backup|rolesanywhere|signin|cognito-idp|acm|ram)\./;
const reading =
  /^(?:Get|List|Describe|Head|Search|Lookup|Batch(?:Get|Describe)|Query|Scan|Select|View|Check|Test|Validate|Estimate|Preview|Simulate)/;
const undoing =
  /^(?:Delete|Stop|Disable|Deregister|Detach|Deactivate|Disassociate|Remove|Revoke|Suspend|Terminate|Cancel|Archive|Leave|Purge|Schedule\w*Deletion)/;
/** Reads that give out secrets, or that say what somebody may do. */
const revealing =
  /^(?:Get(?:SecretValue|PasswordData|ParametersByPath|SessionToken|FederationToken|AuthorizationToken|SigninToken|ConsoleScreenshot|AccountAuthorizationDetails|CallerIdentity|CredentialReport|ObjectTorrent|RoleCredentials|LoginToken)|BatchGetSecretValue|DescribeInstanceAttribute|GenerateCredentialReport|GenerateDataKey|Decrypt|DownloadDBLogFilePortion|ListSecrets|SendSSHPublicKey|GetTemplate|SimulatePrincipalPolicy)$/;
/** Changes by which networks, data and machines are opened, or code is run. */
const opening =
  /^(?:AuthorizeSecurityGroup\w+|Create(?:NetworkAclEntry|Route|VpcPeeringConnection|AccessKey|LoginProfile|PolicyVersion|Role|User|SAMLProvider|OpenIDConnectProvider|FunctionUrlConfig\w*|Grant|KeyPair|TrafficMirror\w+)|(?:Put|Attach)(?:User|Role|Group|Bucket|Resource|Key|Repository)?Policy|Update(?:AssumeRolePolicy|FunctionCode\w*|FunctionConfiguration\w*|LoginProfile)|Add(?:UserToGroup|RoleToInstanceProfile|Permission\w*|LayerVersionPermission\w*)|Modify(?:Snapshot|Image|Instance|DBSnapshot|DBClusterSnapshot)Attribute|Put(?:Bucket(?:Policy|Acl|Lifecycle\w*|Replication\w*|Encryption\w*)|ObjectAcl|PublicAccessBlock)|Send(?:Command|SerialConsoleSSHPublicKey)|StartSession|ImportKeyPair|Copy(?:Snapshot|DBSnapshot|DBClusterSnapshot|Image)|StartExportTask|CreateInstanceExportTask|AssociateIamInstanceProfile|ReplaceIamInstanceProfileAssociation|PassRole|RunInstances|ConsoleLogin|SwitchRole|EnableSerialConsoleAccess|DeleteBucketPolicy|PasswordUpdated)$/;

const riskOfName = ({ eventSource, eventName, readOnly }: ApiCall): number => {
  if (revealing.test(eventName)) return 0.25;
  if (opening.test(eventName)) return 0.35;
  if (readOnly === true || reading.test(eventName)) return 0.03;
  const isGuard = guards.test(eventSource);
  if (undoing.test(eventName)) return isGuard ? 0.38 : 0.2;
  return isGuard ? 0.25 : 0.1;
};

/**
 * How much a call is worth a look before any rule speaks, in [0, 0.5): what it can do, whether it succeeded, and who called. Below every rule, so
 * that it orders what rules leave alone.
 *
 * @example riskOfCall({ eventSource: 'iam.amazonaws.com', eventName: 'CreateAccessKey', readOnly: false, errorCode: undefined, isByService: false, isByRoot: false }) // 0.35
 */
export const riskOfCall = (call: ApiCall): number => {
  let risk = riskOfName(call);
  if (call.isByRoot) risk = 1 - (1 - risk) * 0.85;
  // A refusal says what was tried; another error says that nothing happened.
  if (call.errorCode !== undefined) risk *= /denied|unauthori/i.test(call.errorCode) ? 0.8 : 0.6;
  if (call.isByService) risk *= 0.3;
  return Math.min(risk, 0.49);
};
