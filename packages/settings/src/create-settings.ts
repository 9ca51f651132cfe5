import type { SettingsDocument, SettingsSource } from '@bellwether/ports';
import { assembleSettings, type ReadDocuments, type Settings } from './assemble-settings.ts';
import { documentNames, type DocumentName, type SettingsContents } from './contents.ts';
import type { ReadDocument } from './read-document.ts';
import { defaultRefreshPolicy, type RefreshPolicy } from './refresh-policy.ts';

/** Why settings are not the newest and whole: a bounded word, so that it can be a metric's dimension. */
export type FallbackReason = 'unavailable' | 'refused' | 'inconsistent';

export interface SettingsFallback {
  readonly reason: FallbackReason;
  /** The document it is about; absent where the source as a whole did not answer. */
  readonly document?: DocumentName;
  /** The version that was refused. */
  readonly version?: string;
  /** Sentences with paths and without values. */
  readonly problems: readonly string[];
  readonly error?: unknown;
}

/** The settings to work by, and how much they can be trusted to be what was written last. */
export interface CurrentSettings {
  readonly settings: Settings;
  /** The source's mark of each document in use; `built-in` where none was read. */
  readonly versions: Readonly<Record<DocumentName, string>>;
  /** Empty when all that was written is in use. */
  readonly fallbacks: readonly SettingsFallback[];
}

export interface SettingsOptions {
  /** Absent where nothing is configured: the built-in settings then apply, and that is not a fallback. */
  readonly source?: SettingsSource | undefined;
  /** Epoch milliseconds UTC. */
  readonly now: () => number;
  /** Contents in place of the built-in ones for documents that were never read, such as those of the environment. */
  readonly fallback?: Partial<SettingsContents>;
  readonly policy?: RefreshPolicy;
}

export interface SettingsCache {
  /** The settings to work by now. Never throws, and waits only at the start and after a long pause. */
  current(): Promise<CurrentSettings>;
}

/** What is known of one document. */
interface Kept {
  readonly askedAtMs: number;
  /** The last content that was good. */
  readonly good?: { readonly version: string; readonly document: ReadDocument<DocumentName> };
  /** The newest version, where it is not that one. */
  readonly refused?: SettingsFallback;
}

const freezeDeep = <Value>(value: Value): Value => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freezeDeep(part);
  }
  return value;
};

type ReadText = (typeof import('./read-document.ts'))['readDocumentText'];

/** What is kept after a document was asked for; `found` is absent when the source has none. */
const keep = (
  readText: ReadText,
  name: DocumentName,
  before: Kept | undefined,
  found: SettingsDocument | undefined,
  askedAtMs: number,
): Kept => {
  if (found === undefined) return { askedAtMs };
  const { version } = found;
  if (before?.good?.version === version) return { askedAtMs, good: before.good };
  if (before?.refused?.version === version) return { ...before, askedAtMs };
  const read = readText(name, found.text);
  if (read.ok) return { askedAtMs, good: { version, document: read.document } };
  const refused: SettingsFallback = { reason: 'refused', document: name, version, problems: read.problems };
  return { askedAtMs, refused, ...(before?.good ? { good: before.good } : {}) };
};

const assemble = (
  kept: ReadonlyMap<DocumentName, Kept>,
  unavailable: SettingsFallback | undefined,
  fallback: Partial<SettingsContents>,
): CurrentSettings => {
  const documents: Partial<Record<DocumentName, ReadDocument<DocumentName>>> = {};
  const versions: Partial<Record<DocumentName, string>> = {};
  const fallbacks: SettingsFallback[] = unavailable ? [unavailable] : [];
  for (const name of documentNames) {
    const { good, refused } = kept.get(name) ?? {};
    versions[name] = good?.version ?? 'built-in';
    if (good) documents[name] = good.document;
    if (refused) fallbacks.push(refused);
  }
  const { settings, problems } = assembleSettings(documents as ReadDocuments, fallback);
  if (problems.length > 0) fallbacks.push({ reason: 'inconsistent', problems });
  return { settings: freezeDeep(settings), versions: versions as CurrentSettings['versions'], fallbacks };
};

/**
 * Keeps settings for the life of a process.
 *
 * Each document has an age of its own and is refreshed in the background; a document that is refused, or a source that does not
 * answer, leaves the last good value in use and says so. Where there was never a good one, the built-in settings apply.
 */
export const createSettings = (options: SettingsOptions): SettingsCache => {
  const { source, now, fallback = {}, policy = defaultRefreshPolicy } = options;
  const kept = new Map<DocumentName, Kept>();
  let unavailable: SettingsFallback | undefined;
  let failedAtMs = Number.NEGATIVE_INFINITY;
  let assembled = assemble(kept, unavailable, fallback);
  let refreshing: Promise<void> | undefined;

  const olderThan = (factor: number, nowMs: number): readonly DocumentName[] =>
    documentNames.filter(
      (name) => nowMs - (kept.get(name)?.askedAtMs ?? Number.NEGATIVE_INFINITY) > factor * policy.maxAgeMs[name],
    );

  const refresh = async (from: SettingsSource, names: readonly DocumentName[]): Promise<void> => {
    try {
      // The schemas are loaded with the first document: a function that reads no settings does not pay for them at its start.
      const [documents, { readDocumentText }] = await Promise.all([from.load(names), import('./read-document.ts')]);
      const found = new Map(documents.map((document) => [document.name, document]));
      const nowMs = now();
      for (const name of names) kept.set(name, keep(readDocumentText, name, kept.get(name), found.get(name), nowMs));
      unavailable = undefined;
    } catch (error) {
      failedAtMs = now();
      unavailable = { reason: 'unavailable', problems: ['The source of the settings did not answer.'], error };
    }
    assembled = assemble(kept, unavailable, fallback);
  };

  /** Begins a refresh, or joins the one under way: a pause of the process may leave one half done. */
  const begin = (from: SettingsSource, names: readonly DocumentName[]): Promise<void> => {
    refreshing ??= refresh(from, names).finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  };

  return {
    current: async () => {
      if (source === undefined) return assembled;
      const nowMs = now();
      const due = olderThan(1, nowMs);
      if (due.length > 0 && nowMs - failedAtMs >= policy.retryAfterMs) {
        const refreshed = begin(source, due);
        if (olderThan(policy.waitFactor, nowMs).length > 0) await refreshed;
      }
      return assembled;
    },
  };
};
