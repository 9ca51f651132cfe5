import { hourMs, type CompiledRules, type RedactionPolicy } from '@bellwether/log-model';
import { createLearntCore, type DeclaredDatasets, type LearntCore } from '@bellwether/pipeline';
import type { Lake, ListedObject, TemplateStore } from '@bellwether/ports';
import { planGroups, type Group } from './plan-groups.ts';
import { readLines, readPayloads } from './read-object.ts';
import { writeParts } from './write-parts.ts';

export interface CompactOptions {
  /** How long after its end an hour counts as closed, milliseconds. */
  readonly settleMs: number;
  /** Log groups that begin with this are our own: their records are not events. */
  readonly ownLogGroupPrefix: string;
  /** As the ingestion has them, so that records have the ids and the provenance that it gave them. */
  readonly declaredDatasets?: DeclaredDatasets;
  /** Rule matches of raw records are written beside their events. */
  readonly rules: CompiledRules;
  /** What redaction takes out of raw records. */
  readonly redaction: RedactionPolicy;
  readonly limits: CompactLimits;
}

export interface CompactLimits {
  /** Compressed bytes that are held at a time. */
  readonly maxGroupBytes: number;
  /** Groups of one run; the next run goes on. */
  readonly maxGroups: number;
}

/** Groups of some 250,000 events. */
export const defaultCompactLimits: CompactLimits = { maxGroupBytes: 8 * 1024 * 1024, maxGroups: 60 };

export interface Compacted {
  /** Events in the parts that were written, those merged in from earlier parts included. */
  readonly events: number;
  /** Objects whose events stand in parts now. */
  readonly objects: number;
  /** Objects that could not be read whole: left where they are, for a person to look at. */
  readonly damaged: readonly string[];
  /** Whether nothing closed was left for the next run. */
  readonly isComplete: boolean;
  /** How long ago the oldest hour closed that was left for the next run, milliseconds; 0 when none was. */
  readonly behindMs: number;
}

/** Prefix that raw records are moved to after events were made of them, so that the next run does not read them again. */
export const keptPath = (path: string): string => path.replace(/^payloads\//, 'payloads-kept/');

/**
 * Makes Parquet of the hours that are closed: sorted by time, each event once, one part a dataset and hour. Lines are removed once
 * their events stand in a part that was read back; raw records go on to be kept under `payloads-kept/`. Events that
 * come late are merged into their hour's part by the next run. A run that breaks off anywhere is made good by the next:
 * until the lines are gone the view knows the copies by their ids.
 *
 * @throws PortError of the lake or the templates; PartMismatch, with nothing removed, when a part does not come back as written
 */
export const compactArchive = (
  ports: { readonly lake: Lake; readonly templates: Pick<TemplateStore, 'load'> },
  options: CompactOptions,
): ((due: { readonly scheduledAtMs: number }) => Promise<Compacted>) => {
  const { lake, templates } = ports;

  const compactGroup = async (
    group: Group,
    core: LearntCore,
    damaged: string[],
  ): Promise<Pick<Compacted, 'events' | 'objects'>> => {
    const read =
      group.kind === 'events' ? readLines : readPayloads(core, options.ownLogGroupPrefix, options.declaredDatasets);
    const done: { readonly path: string; readonly bytes: Uint8Array }[] = [];
    const events = [];
    for (const object of group.objects) {
      const bytes = await lake.read(object.path);
      if (bytes === 'not_found') continue;
      const found = await read(object, bytes);
      if (found === undefined) damaged.push(object.path);
      else {
        events.push(...found);
        done.push({ path: object.path, bytes });
      }
    }
    const written = events.length === 0 ? 0 : await writeParts(lake, events);
    if (group.kind === 'payloads') for (const { path, bytes } of done) await lake.write(keptPath(path), bytes);
    await lake.remove(done.map(({ path }) => path));
    return { events: written, objects: done.length };
  };

  return async ({ scheduledAtMs }) => {
    const listed: ListedObject[] = [];
    for (const prefix of ['events/', 'payloads/']) for await (const object of lake.list(prefix)) listed.push(object);
    const { maxGroupBytes, maxGroups } = options.limits;
    const closedMs = scheduledAtMs - options.settleMs;
    const groups = planGroups(listed, closedMs, maxGroupBytes);
    // Nothing is saved: ingestion has learnt the templates, and knows better since when.
    const unsaved = {
      load: (scope: string) => templates.load(scope),
      save: async () => undefined,
      forget: async () => undefined,
    };
    const core = createLearntCore({ templates: unsaved }, { rules: options.rules, redaction: options.redaction });
    const damaged: string[] = [];
    let [events, objects] = [0, 0];
    for (const group of groups.slice(0, maxGroups)) {
      const done = await compactGroup(group, core, damaged);
      events += done.events;
      objects += done.objects;
    }
    const left = groups[maxGroups];
    const behindMs = left === undefined ? 0 : closedMs - (left.hourMs + hourMs);
    return { events, objects, damaged, isComplete: left === undefined, behindMs };
  };
};
