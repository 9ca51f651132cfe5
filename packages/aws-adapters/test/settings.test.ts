import { describe, expect, it } from '@jest/globals';
import { describeSettingsSource } from '@bellwether/testkit/conformance';
import { ssmSettings } from '@bellwether/aws-adapters';
import { appConfigSettings } from '../src/settings/app-config-settings.ts';
import type { AppConfigCalls } from '../src/sdk/app-config.ts';
import { opened, sdkError, unexpected } from './sdk-errors.ts';

const path = '/bellwether/alerts';
const close = async (): Promise<void> => undefined;
const $metadata = {};

/** Parameter Store with pages of two, so that every test reads more than one. */
const fakeParameters = () => {
  const kept = new Map<string, { readonly Value: string; readonly Version: number }>();
  return {
    kept,
    put: (name: string, Value: string): void => {
      const key = `${path}/${name}`;
      kept.set(key, { Value, Version: (kept.get(key)?.Version ?? 0) + 1 });
    },
    byPath: async ({ NextToken }: { readonly NextToken?: string | undefined }) => {
      const from = Number(NextToken ?? 0);
      const all = [...kept].map(([Name, parameter]) => ({ Name, ...parameter }));
      const next = from + 2 < all.length ? { NextToken: String(from + 2) } : {};
      return { $metadata, Parameters: all.slice(from, from + 2), ...next };
    },
  };
};

describeSettingsSource('ssmSettings', async () => {
  const parameters = fakeParameters();
  parameters.put('something-else', 'of no interest');
  return {
    store: ssmSettings(path, opened(parameters)),
    close,
    put: async (name, text) => parameters.put(name, text),
    remove: async (name) => void parameters.kept.delete(`${path}/${name}`),
  };
});

describe('ssmSettings', () => {
  it('asks for nothing to be decrypted, and below its path alone', async () => {
    const asked: unknown[] = [];
    const byPath = async (input: unknown) => (asked.push(input), { $metadata });
    await ssmSettings(path, opened({ byPath })).load(['mutes']);
    expect(asked).toEqual([{ Path: path, Recursive: false, WithDecryption: false, MaxResults: 10 }]);
  });

  it('reads on past an empty page', async () => {
    const pages = [
      { NextToken: 'a' },
      { Parameters: [{ Name: `${path}/mutes`, Value: '{}', Version: 3 }], NextToken: '' },
    ];
    const byPath = async () => ({ $metadata, ...pages.shift() });
    expect(await ssmSettings(path, opened({ byPath })).load(['mutes'])).toEqual([
      { name: 'mutes', version: '3', text: '{}' },
    ]);
  });

  it('gives up on a path that never ends', async () => {
    const byPath = async () => ({ $metadata, NextToken: 'again' });
    await expect(ssmSettings(path, opened({ byPath })).load(['mutes'])).rejects.toMatchObject({ name: 'PortError' });
  });

  it.each([
    ['ThrottlingException', 400, true],
    ['InternalServerError', 500, true],
    ['AccessDeniedException', 400, false],
  ])('throws for %s', async (name, status, retryable) => {
    const byPath = async () => Promise.reject(sdkError(name, { status }));
    await expect(ssmSettings(path, opened({ byPath })).load(['mutes'])).rejects.toMatchObject({
      name: 'PortError',
      port: 'settings',
      operation: 'load',
      retryable,
    });
  });
});

interface FakeAppConfig extends AppConfigCalls {
  readonly tokens: Map<string, unknown>;
  put(profile: string, text: string): void;
  remove(profile: string): void;
}

/** AppConfig as its data plane is: a token serves once, and a text is given once per session. */
const fakeAppConfig = (): FakeAppConfig => {
  const profiles = new Map<string, { readonly text: string; readonly label: string }>();
  const tokens = new Map<string, { readonly profile: string; readonly given: string | undefined }>();
  let made = 0;
  let labels = 0;
  const nextToken = (profile: string, given?: string): string => {
    const token = `token-${(made += 1)}`;
    tokens.set(token, { profile, given });
    return token;
  };
  return {
    tokens,
    put: (profile: string, text: string): void => {
      profiles.set(profile, { text, label: `v${(labels += 1)}` });
    },
    remove: (profile: string): void => void profiles.delete(profile),
    startSession: async ({ ConfigurationProfileIdentifier }) => {
      const profile = String(ConfigurationProfileIdentifier);
      if (!profiles.has(profile)) throw sdkError('ResourceNotFoundException', { status: 404 });
      return { InitialConfigurationToken: nextToken(profile) };
    },
    latest: async ({ ConfigurationToken }) => {
      const session = tokens.get(String(ConfigurationToken));
      tokens.delete(String(ConfigurationToken));
      if (session === undefined) throw sdkError('BadRequestException');
      const found = profiles.get(session.profile);
      if (found === undefined) throw sdkError('ResourceNotFoundException', { status: 404 });
      const isNew = session.given !== found.label;
      return {
        NextPollConfigurationToken: nextToken(session.profile, found.label),
        NextPollIntervalInSeconds: 60,
        ...(isNew ? { Configuration: Buffer.from(found.text), VersionLabel: found.label } : {}),
      };
    },
  };
};

const location = { application: 'bellwether', environment: 'this-deployment' };

describeSettingsSource('appConfigSettings', async () => {
  const fake = fakeAppConfig();
  let nowMs = 0;
  return {
    // Time goes on past the interval with every look at the clock.
    store: appConfigSettings(location, () => (nowMs += 61_000), opened(fake)),
    close,
    put: async (name, text) => fake.put(name, text),
    remove: async (name) => fake.remove(name),
  };
});

describe('appConfigSettings', () => {
  it('gives what it has without a question before the interval is over', async () => {
    const fake = fakeAppConfig();
    fake.put('mutes', '{}');
    let nowMs = 0;
    const source = appConfigSettings(location, () => nowMs, opened(fake));
    const first = await source.load(['mutes']);
    fake.put('mutes', '{"a":1}');
    nowMs = 59_999;
    expect(await source.load(['mutes'])).toEqual(first);
    nowMs = 60_000;
    expect(await source.load(['mutes'])).toMatchObject([{ text: '{"a":1}' }]);
  });

  it('begins a new session at once when a token has grown too old', async () => {
    const fake = fakeAppConfig();
    fake.put('mutes', '{}');
    let nowMs = 0;
    const source = appConfigSettings(location, () => nowMs, opened(fake));
    await source.load(['mutes']);
    fake.tokens.clear();
    nowMs = 86_400_000;
    expect(await source.load(['mutes'])).toMatchObject([{ text: '{}' }]);
  });

  it('throws when AppConfig cannot be asked, and goes on with a new session afterwards', async () => {
    const fake = fakeAppConfig();
    fake.put('mutes', '{}');
    let nowMs = 0;
    let isDown = false;
    const latest: AppConfigCalls['latest'] = async (input) =>
      isDown ? Promise.reject(sdkError('InternalServerException', { status: 500 })) : fake.latest(input);
    const source = appConfigSettings(location, () => nowMs, opened({ ...fake, latest }));
    await source.load(['mutes']);
    nowMs = 61_000;
    isDown = true;
    await expect(source.load(['mutes'])).rejects.toMatchObject({ name: 'PortError', retryable: true });
    isDown = false;
    expect(await source.load(['mutes'])).toMatchObject([{ text: '{}' }]);
  });

  it('throws for a refusal: that is not "no settings"', async () => {
    const startSession = async () => Promise.reject(sdkError('AccessDeniedException', { status: 403 }));
    const source = appConfigSettings(location, () => 0, opened({ startSession, latest: unexpected }));
    await expect(source.load(['mutes'])).rejects.toMatchObject({ name: 'PortError', retryable: false });
  });
});
