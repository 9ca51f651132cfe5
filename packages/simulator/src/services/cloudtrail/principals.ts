import { uniqueIdOf } from '../../chance/identifiers.ts';
import { isoSeconds } from '../../text/times.ts';
import type { Chance } from '../../chance/chance.ts';
import type { IamUser, World } from '../../world/world.ts';

/**
 * Who called, from where and with what: the parts of a record that go together.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export interface Principal {
  readonly userIdentity: object;
  readonly sourceIPAddress: string;
  readonly userAgent: string;
}

const browser =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

/** A role somebody or something holds for a while. */
export interface RoleSession {
  readonly roleName: string;
  readonly sessionName: string;
  readonly roleId: string;
  readonly accessKeyId: string;
  readonly address: string;
  readonly userAgent: string;
}

/** Opens a session of a role, with ids of its own. */
export const openRoleSession = (
  chance: Chance,
  session: Pick<RoleSession, 'roleName' | 'sessionName' | 'address' | 'userAgent'>,
): RoleSession => ({ ...session, roleId: uniqueIdOf(chance, 'AROA'), accessKeyId: uniqueIdOf(chance, 'ASIA') });

/** A call made with a role's temporary credentials. `createdMs` is when the session began. */
export const assumedRole = (world: World, session: RoleSession, createdMs: number): Principal => ({
  userIdentity: {
    type: 'AssumedRole',
    principalId: `${session.roleId}:${session.sessionName}`,
    arn: `arn:aws:sts::${world.account}:assumed-role/${session.roleName}/${session.sessionName}`,
    accountId: world.account,
    accessKeyId: session.accessKeyId,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: session.roleId,
        arn: `arn:aws:iam::${world.account}:role/${session.roleName}`,
        accountId: world.account,
        userName: session.roleName,
      },
      attributes: { creationDate: isoSeconds(createdMs), mfaAuthenticated: 'false' },
    },
  },
  sourceIPAddress: session.address,
  userAgent: session.userAgent,
});

/** A program with a long-lived access key of an IAM user. */
export const iamUserWithKey = (world: World, user: IamUser, userAgent: string): Principal => ({
  userIdentity: {
    type: 'IAMUser',
    principalId: user.principalId,
    arn: `arn:aws:iam::${world.account}:user/${user.userName}`,
    accountId: world.account,
    accessKeyId: user.accessKeyId,
    userName: user.userName,
  },
  sourceIPAddress: user.address,
  userAgent,
});

/** An IAM user at the console sign-in page; `address` may be anybody's. The key id is empty on a failure and absent on a success. */
export const iamUserAtSignIn = (world: World, user: IamUser, address: string, succeeds: boolean): Principal => ({
  userIdentity: {
    type: 'IAMUser',
    principalId: user.principalId,
    ...(succeeds ? { arn: `arn:aws:iam::${world.account}:user/${user.userName}` } : {}),
    accountId: world.account,
    ...(succeeds ? {} : { accessKeyId: '' }),
    userName: user.userName,
  },
  sourceIPAddress: address,
  userAgent: browser,
});

/** An IAM user's console session after a sign-in with MFA. */
export const iamUserAtConsole = (world: World, user: IamUser, accessKeyId: string, createdMs: number): Principal => ({
  userIdentity: {
    type: 'IAMUser',
    principalId: user.principalId,
    arn: `arn:aws:iam::${world.account}:user/${user.userName}`,
    accountId: world.account,
    accessKeyId,
    userName: user.userName,
    sessionContext: { attributes: { creationDate: isoSeconds(createdMs), mfaAuthenticated: 'true' } },
  },
  sourceIPAddress: user.address,
  userAgent: browser,
});

/** A service calling for itself: its name stands where an address would. */
export const awsService = (service: string): Principal => ({
  userIdentity: { type: 'AWSService', invokedBy: service },
  sourceIPAddress: service,
  userAgent: service,
});

/** A service acting for the account itself: the record says Root, and nobody signed in. */
export const rootOnBehalf = (world: World, service: string): Principal => ({
  userIdentity: {
    type: 'Root',
    principalId: world.account,
    arn: `arn:aws:iam::${world.account}:root`,
    accountId: world.account,
    invokedBy: service,
  },
  sourceIPAddress: service,
  userAgent: service,
});

/** What the service did with nobody asking, such as rotating a key. */
export const awsInternal = (world: World): Principal => ({
  userIdentity: { accountId: world.account, invokedBy: 'AWS Internal' },
  sourceIPAddress: 'AWS Internal',
  userAgent: 'AWS Internal',
});
