import { defaultContents, type DocumentName, type SettingsContents } from './contents.ts';
import type { ReadDocument } from './read-document.ts';

/** Name of the output that is notified where no route matches. It need not be defined: by default it is the alert topic. */
export const defaultOutputName = 'default';

/** All settings, each document's content under its name. */
export type Settings = SettingsContents;

/** Documents that were read well; those left out take their defaults. */
export type ReadDocuments = { readonly [Name in DocumentName]?: ReadDocument<Name> };

export interface AssembledSettings {
  readonly settings: Settings;
  /** What does not fit together, one sentence each. The settings are usable all the same. */
  readonly problems: readonly string[];
}

/**
 * Puts documents together and checks what each cannot check alone.
 *
 * A route that names an output that is not defined notifies `default` instead: two documents change one after the other, and
 * an alert that goes to the wrong place is better than one that goes to none.
 *
 * @param fallback  contents in place of the built-in ones for documents that are not there, such as those of the environment
 */
export const assembleSettings = (
  documents: ReadDocuments,
  fallback: Partial<SettingsContents> = {},
): AssembledSettings => {
  const base = { ...defaultContents, ...fallback };
  const problems: string[] = [];
  const inheritedOutputs = documents.routes?.inherited.outputs ?? [];
  const ownOutputs = documents.outputs?.content ?? base.outputs;
  const ownNames = new Set(ownOutputs.map(({ name }) => name));
  const outputs = [...ownOutputs, ...inheritedOutputs.filter(({ name }) => !ownNames.has(name))];
  const names = new Set([defaultOutputName, ...outputs.map(({ name }) => name)]);

  const routes = (documents.routes?.content ?? base.routes).map((route, index) => {
    const known = route.outputs.map((name, position) => {
      if (names.has(name)) return name;
      problems.push(
        `routes.${index}.outputs.${position} names no output that is defined; ${defaultOutputName} is notified instead.`,
      );
      return defaultOutputName;
    });
    return { ...route, outputs: [...new Set(known)] };
  });

  const thresholds = documents.thresholds?.content ?? base.thresholds;
  const ruleNames = new Set<string>();
  const rules = thresholds.rules.filter(({ name }, index) => {
    if (!ruleNames.has(name)) {
      ruleNames.add(name);
      return true;
    }
    problems.push(`thresholds.rules.${index}.name is taken by a rule before it; the later one is left out.`);
    return false;
  });

  const windowMinutes = documents.thresholds?.inherited.windowMinutes;
  const grouping =
    documents.grouping?.content ?? (windowMinutes === undefined ? base.grouping : { ...base.grouping, windowMinutes });
  if (grouping.maxRollUpMinutes < grouping.rollUpMinutes)
    problems.push('grouping.maxRollUpMinutes is less than rollUpMinutes; messages of a group keep the latter.');

  return {
    settings: {
      thresholds: { ...thresholds, rules },
      mutes: documents.mutes?.content ?? base.mutes,
      routes,
      outputs,
      grouping,
    },
    problems,
  };
};
