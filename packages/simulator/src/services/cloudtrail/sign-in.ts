import { iamUserAtSignIn } from './principals.ts';
import type { IamUser, World } from '../../world/world.ts';
import type { ApiCall } from './record.ts';

const loginTo = (region: string): string =>
  `https://console.aws.amazon.com/console/home?hashArgs=%23&isauthcode=true&state=hashArgsFromTB_${region}_0f3a5d8c2b7e9416`;

/**
 * An IAM user who signs in at the console.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
 */
export const consoleLogin = (
  world: World,
  user: IamUser,
  attempt: { readonly address: string; readonly succeeds: boolean },
): ApiCall => ({
  principal: iamUserAtSignIn(world, user, attempt.address, attempt.succeeds),
  eventSource: 'signin.amazonaws.com',
  eventName: 'ConsoleLogin',
  readOnly: false,
  responseElements: { ConsoleLogin: attempt.succeeds ? 'Success' : 'Failure' },
  additionalEventData: {
    LoginTo: loginTo(world.region),
    MobileVersion: 'No',
    MFAUsed: attempt.succeeds ? 'Yes' : 'No',
  },
  ...(attempt.succeeds ? {} : { errorMessage: 'Failed authentication' }),
  eventType: 'AwsConsoleSignIn',
});
