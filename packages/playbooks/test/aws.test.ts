import { describe, expect, it } from '@jest/globals';
import { openPort as openInterfaces } from '../src/playbooks/isolate-network-interface/aws.ts';
import { openPort as openTrails } from '../src/playbooks/restart-trail-logging/aws.ts';

interface Sent {
  readonly name: string;
  readonly input: unknown;
}

/** A client that answers each command by name, and keeps what was sent. */
const clientOf = (answers: Readonly<Record<string, () => unknown>>) => {
  const sent: Sent[] = [];
  const send = async (command: { readonly input: unknown }): Promise<unknown> => {
    const { name } = command.constructor;
    sent.push({ name, input: command.input });
    const answer = answers[name];
    if (answer === undefined) throw new Error(`${name} was not expected.`);
    return answer();
  };
  return { sent, client: { send } as never };
};

const failing =
  (name: string, status = 400) =>
  (): never => {
    throw Object.assign(new Error(`${name}: details`), { name, $metadata: { httpStatusCode: status } });
  };

describe('trails on AWS', () => {
  const status = (answer: () => unknown) =>
    openTrails(clientOf({ GetTrailStatusCommand: answer }).client).status('main');

  it.each([
    [true, 'logging'],
    [false, 'stopped'],
  ])('reads IsLogging %s as %s', async (IsLogging, expected) => {
    expect(await status(() => ({ IsLogging }))).toBe(expected);
  });

  it('knows a trail that is not there from one that it may not see', async () => {
    expect(await status(failing('TrailNotFoundException'))).toBe('not_found');
    await expect(status(failing('AccessDeniedException'))).rejects.toMatchObject({
      name: 'PortError',
      port: 'trails',
      retryable: false,
    });
    await expect(status(failing('ThrottlingException'))).rejects.toMatchObject({ name: 'PortError', retryable: true });
  });

  it('refuses an answer that does not say whether the trail logs', async () => {
    await expect(status(() => ({}))).rejects.toMatchObject({ name: 'PortError' });
  });

  it('starts the trail of that name', async () => {
    const { sent, client } = clientOf({ StartLoggingCommand: () => ({}) });
    await openTrails(client).startLogging('main');
    expect(sent).toEqual([{ name: 'StartLoggingCommand', input: { Name: 'main' } }]);
  });
});

describe('network interfaces on AWS', () => {
  const describing = (network: object | undefined) =>
    openInterfaces(
      clientOf({
        DescribeNetworkInterfacesCommand: () => ({
          NetworkInterfaces: network === undefined ? [] : [{ NetworkInterfaceId: 'eni-1', ...network }],
        }),
      }).client,
    );

  it.each<[string, object | undefined, readonly string[] | undefined]>([
    ['sorted groups', { Groups: [{ GroupId: 'sg-2' }, { GroupId: 'sg-1' }] }, ['sg-1', 'sg-2']],
    ['no groups', { Groups: [] }, []],
    ['nothing of an absent interface', undefined, undefined],
    ['nothing of another interface', { NetworkInterfaceId: 'eni-2', Groups: [{ GroupId: 'sg-1' }] }, undefined],
  ])('gives %s', async (_name, network, expected) => {
    expect(await describing(network).securityGroups('eni-1')).toEqual(expected);
  });

  it('knows an interface that is not there from one that it may not see', async () => {
    const groups = (name: string) =>
      openInterfaces(clientOf({ DescribeNetworkInterfacesCommand: failing(name) }).client).securityGroups('eni-1');
    expect(await groups('InvalidNetworkInterfaceID.NotFound')).toBeUndefined();
    await expect(groups('UnauthorizedOperation')).rejects.toMatchObject({ name: 'PortError', retryable: false });
  });

  it('gives the private addresses of an interface, of both families', async () => {
    const network = {
      PrivateIpAddresses: [{ PrivateIpAddress: '10.0.1.15' }],
      Ipv6Addresses: [{ Ipv6Address: 'fd00::1' }],
    };
    expect(await describing(network).addresses('eni-1')).toEqual(['10.0.1.15', 'fd00::1']);
    expect(await describing(undefined).addresses('eni-1')).toBeUndefined();
  });

  it('refuses to take the last group away, and sets what it is given', async () => {
    const { sent, client } = clientOf({ ModifyNetworkInterfaceAttributeCommand: () => ({}) });
    await expect(openInterfaces(client).replaceSecurityGroups('eni-1', [])).rejects.toMatchObject({
      name: 'PortError',
      retryable: false,
    });
    expect(sent).toEqual([]);
    await openInterfaces(client).replaceSecurityGroups('eni-1', ['sg-1']);
    expect(sent).toMatchObject([{ input: { NetworkInterfaceId: 'eni-1', Groups: ['sg-1'] } }]);
  });
});
