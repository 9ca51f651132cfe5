import { fileSettings } from '@bellwether/local-adapters';
import type { ScorePolicy } from '@bellwether/pipeline';
import { PortError } from '@bellwether/ports';
import { defaultContents, policyOf } from '@bellwether/settings';
import { loadSettings } from '@bellwether/settings/documents';

/** Settings that cannot be used as they are written. `message` is for a person: one line a problem. */
export class SettingsError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SettingsError';
  }
}

/** A laptop prints each finding once and has no summaries: nothing is held for one. */
const onLaptop = (policy: ScorePolicy): ScorePolicy => ({ ...policy, learningMs: 0 });

/**
 * When to notify, and which counts are too high: from the settings in a folder, or the built-in ones. A person waits for this command, so
 * it refuses what a function would put aside to go on with the last good ones.
 *
 * @param folder  holds `thresholds.json` and, if wanted, the other documents, which are checked but play no part here
 * @throws SettingsError when the folder cannot be read, or a document says what it cannot say
 */
export const readSettings = async (folder: string | undefined): Promise<ScorePolicy> => {
  if (folder === undefined) return onLaptop(policyOf(defaultContents.thresholds));
  const loaded = await loadSettings(fileSettings(folder)).catch((error: unknown) => {
    if (!(error instanceof PortError)) throw error;
    throw new SettingsError(`The settings folder ${folder} cannot be read.`);
  });
  if (loaded.problems.length === 0) return onLaptop(policyOf(loaded.settings.thresholds));
  throw new SettingsError(['The settings cannot be used:', ...loaded.problems].join('\n  '));
};
