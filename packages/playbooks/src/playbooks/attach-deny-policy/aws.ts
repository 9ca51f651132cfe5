import {
  AttachUserPolicyCommand,
  GetUserCommand,
  IAMClient,
  ListAttachedUserPoliciesCommand,
} from '@aws-sdk/client-iam';
import { clientSettings, errorName, portCall } from '@bellwether/aws-adapters/calls';
import { PortError } from '@bellwether/ports';
import type { UserDenials } from './port.ts';

type Client = Pick<IAMClient, 'send'>;

const attachedTo = async (client: Client, UserName: string): Promise<readonly string[]> => {
  const found: string[] = [];
  let Marker: string | undefined;
  do {
    const answer = await client.send(new ListAttachedUserPoliciesCommand({ UserName, Marker }));
    found.push(...(answer.AttachedPolicies ?? []).map(({ PolicyArn = '' }) => PolicyArn));
    Marker = answer.IsTruncated === true ? answer.Marker : undefined;
  } while (Marker);
  return found;
};

const arnOf = async (client: Client, UserName: string): Promise<string> => {
  const { User } = await client.send(new GetUserCommand({ UserName }));
  if (User?.Arn === undefined)
    throw new PortError('userDenials', 'look', true, { cause: new TypeError('The answer has no ARN.') });
  return User.Arn;
};

/** AWS's own policy, in the partition of the user. */
const denyAllBeside = (userArn: string): string => `arn:${userArn.split(':')[1] ?? 'aws'}:iam::aws:policy/AWSDenyAll`;

/** Denials of users over IAM. */
export const openPort = (client: Client = new IAMClient(clientSettings(10_000))): UserDenials => ({
  look: (UserName) =>
    portCall('userDenials', 'look', async () => {
      try {
        const { User } = await client.send(new GetUserCommand({ UserName }));
        const attached = await attachedTo(client, UserName);
        return {
          isDenied: attached.some((arn) => /^arn:[\w-]+:iam::aws:policy\/AWSDenyAll$/.test(arn)),
          tags: Object.fromEntries((User?.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
        };
      } catch (error) {
        if (errorName(error) === 'NoSuchEntityException') return undefined;
        throw error;
      }
    }),
  deny: (UserName) =>
    portCall('userDenials', 'deny', async () => {
      const PolicyArn = denyAllBeside(await arnOf(client, UserName));
      await client.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
    }),
});
