import type { SettingsDocument, SettingsSource } from '@bellwether/ports';
import { identify } from '@bellwether/log-model';
import type { Calls } from '../clients.ts';
import { appConfigCalls } from '../clients.ts';
import { errorName, portCall } from '../port-call.ts';
import type { AppConfigCalls } from '../sdk/app-config.ts';

export interface AppConfigLocation {
  /** Name or id of the application. */
  readonly application: string;
  /** Name or id of the environment. */
  readonly environment: string;
}

/** A session of one configuration profile. AppConfig gives a text once, then nothing until there is another. */
interface Session {
  token: string;
  document: SettingsDocument | undefined;
  /** AppConfig refuses an earlier question, epoch milliseconds UTC. */
  nextPollMs: number;
}

/**
 * Settings in AppConfig: one configuration profile a document, of the document's name. Needs
 * `appconfig:StartConfigurationSession` and `appconfig:GetLatestConfiguration` on the profiles.
 *
 * @param now  epoch milliseconds UTC, to keep AppConfig's own interval between two questions
 */
export const appConfigSettings = (
  location: AppConfigLocation,
  now: () => number,
  calls: Calls<AppConfigCalls> = appConfigCalls,
): SettingsSource => {
  const sessions = new Map<string, Session>();

  const begin = async (service: AppConfigCalls, profile: string): Promise<Session> => {
    const { InitialConfigurationToken } = await service.startSession({
      ApplicationIdentifier: location.application,
      EnvironmentIdentifier: location.environment,
      ConfigurationProfileIdentifier: profile,
    });
    if (InitialConfigurationToken === undefined) throw new TypeError('AppConfig began a session without a token.');
    return { token: InitialConfigurationToken, document: undefined, nextPollMs: 0 };
  };

  const ask = async (service: AppConfigCalls, profile: string, session: Session): Promise<void> => {
    const answer = await service.latest({ ConfigurationToken: session.token });
    if (answer.NextPollConfigurationToken === undefined) throw new TypeError('AppConfig answered without a token.');
    session.token = answer.NextPollConfigurationToken;
    session.nextPollMs = now() + (answer.NextPollIntervalInSeconds ?? 60) * 1_000;
    // Empty bytes: what was given before is still the latest.
    if (answer.Configuration === undefined || answer.Configuration.byteLength === 0) return;
    const text = new TextDecoder().decode(answer.Configuration);
    const label = answer.VersionLabel?.replaceAll(/[^A-Za-z0-9_.-]/g, '_').slice(0, 64);
    const id = identify('settings', text);
    session.document = { name: profile, version: label ? `${label}:${id}` : id, text };
  };

  const loadOne = async (service: AppConfigCalls, profile: string): Promise<readonly SettingsDocument[]> => {
    const known = sessions.get(profile);
    if (known?.document !== undefined && now() < known.nextPollMs) return [known.document];
    // A token serves once and not for more than a day: whatever breaks, the next question begins a new session.
    sessions.delete(profile);
    try {
      const session = known ?? (await begin(service, profile));
      await ask(service, profile, session);
      sessions.set(profile, session);
      return session.document === undefined ? [] : [session.document];
    } catch (error) {
      // No such profile, or none deployed yet.
      if (errorName(error) === 'ResourceNotFoundException') return [];
      if (known !== undefined && errorName(error) === 'BadRequestException') return loadOne(service, profile);
      throw error;
    }
  };

  return {
    load: (names) =>
      portCall('settings', 'load', async () => {
        const service = await calls();
        return (await Promise.all(names.map((name) => loadOne(service, name)))).flat();
      }),
  };
};
