import { PortError } from '@bellwether/ports';
import type { SettingsDocument, SettingsSource } from '@bellwether/ports';

export interface MemorySettings extends SettingsSource {
  /** Writes a document; its version is counted up. */
  put(name: string, text: string): void;
  remove(name: string): void;
  /** Whether the source answers; a source that does not throws a retryable `PortError`. */
  answers(isUp: boolean): void;
  /** The names that each call asked for. */
  readonly asked: readonly (readonly string[])[];
}

/** Settings in memory. */
export const memorySettings = (documents: Readonly<Record<string, unknown>> = {}): MemorySettings => {
  const kept = new Map<string, SettingsDocument>();
  const asked: (readonly string[])[] = [];
  let versions = 0;
  let isUp = true;
  const put = (name: string, text: string): void => {
    kept.set(name, { name, version: String((versions += 1)), text });
  };
  for (const [name, value] of Object.entries(documents)) put(name, JSON.stringify(value));
  return {
    asked,
    put,
    remove: (name) => {
      kept.delete(name);
    },
    answers: (up) => {
      isUp = up;
    },
    load: async (names) => {
      asked.push(names);
      if (!isUp) throw new PortError('settings', 'load', true, { cause: new Error('The source is down.') });
      return names.flatMap((name) => kept.get(name) ?? []);
    },
  };
};
