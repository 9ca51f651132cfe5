import { CreateEventBusCommand, DeleteEventBusCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { CreateSecretCommand, DeleteSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreateEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { DeleteParameterCommand, GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from '@jest/globals';
import { awsSecrets, eventBridgeBus, sesMail } from '@bellwether/aws-adapters';
import { requireEmulator, uniqueName } from './emulated.ts';

requireEmulator();

describe('awsSecrets', () => {
  it('reads a SecureString and a secret by their ARNs', async () => {
    const ssm = new SSMClient({});
    const manager = new SecretsManagerClient({});
    const name = `/${uniqueName('hook')}`;
    await ssm.send(new PutParameterCommand({ Name: name, Type: 'SecureString', Value: 'in the parameter' }));
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name }));
    const { ARN = '' } = await manager.send(
      new CreateSecretCommand({ Name: uniqueName('hook'), SecretString: 'in the secret' }),
    );
    try {
      const secrets = awsSecrets();
      expect(await secrets.read(Parameter?.ARN ?? '')).toBe('in the parameter');
      expect(await secrets.read(ARN)).toBe('in the secret');
      await expect(secrets.read(`${Parameter?.ARN ?? ''}-none`)).rejects.toMatchObject({ retryable: false });
    } finally {
      await ssm.send(new DeleteParameterCommand({ Name: name }));
      await manager.send(new DeleteSecretCommand({ SecretId: ARN, ForceDeleteWithoutRecovery: true }));
      ssm.destroy();
      manager.destroy();
    }
  });
});

describe('eventBridgeBus', () => {
  it('puts an event on a bus', async () => {
    const events = new EventBridgeClient({});
    const busName = uniqueName('bus');
    await events.send(new CreateEventBusCommand({ Name: busName }));
    try {
      const event = { source: 'bellwether', detailType: 'Alert Group Opened', timeMs: Date.now(), resources: [] };
      await expect(eventBridgeBus().put({ ...event, busName, detail: '{"version":1}' })).resolves.toBeUndefined();
    } finally {
      await events.send(new DeleteEventBusCommand({ Name: busName }));
      events.destroy();
    }
  });
});

describe('sesMail', () => {
  it('sends from a verified identity, and is refused from another', async () => {
    const ses = new SESv2Client({});
    const from = `${uniqueName('alerts')}@example.com`;
    await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: from }));
    ses.destroy();
    const mail = { to: ['oncall@example.com'], subject: 'größe', text: 'text', html: '<p>text</p>', headers: {} };
    await expect(sesMail().send({ ...mail, from })).resolves.toBeUndefined();
    await expect(sesMail().send({ ...mail, from: `${uniqueName('no')}@example.org` })).rejects.toMatchObject({
      name: 'PortError',
      retryable: false,
    });
  });
});
