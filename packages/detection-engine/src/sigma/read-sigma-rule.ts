import type { Dataset } from '@bellwether/log-events';
import { atLocation, RuleContentError, UnreadLogSourceError, UnsupportedRuleError } from '../rule-content-error.ts';
import type { DetectionRule, Selection } from '../rule.ts';
import { attackOf } from './attack-tags.ts';
import { isFields, textIn, textsIn, type Fields } from './fields.ts';
import type { Placeholders } from './placeholders.ts';
import { levelOf } from './levels.ts';
import { knownLogSourceOf, logSourceIn, nameOf, type KnownLogSource, type LogSource } from './log-sources.ts';
import { readSelections } from './read-selections.ts';

/**
 * What the reader of Sigma rules needs to know of the deployment.
 *
 * @example
 * const options: SigmaOptions = { placeholders: { Administrators: ['admin-*'] }, datasetOf: () => 'windows' };
 */
export interface SigmaOptions {
  /** Values of placeholders; without them a rule with `|expand` is refused. */
  readonly placeholders?: Placeholders;
  /** The dataset of a log source that is not known here; undefined refuses the rule. */
  readonly datasetOf?: (logSource: LogSource) => Dataset | undefined;
}

/** What a finding is about, since Sigma does not say: who did what, or where it happened. */
const dedupeBy = (dataset: Dataset): readonly string[] =>
  dataset === 'cloudtrail'
    ? ['userIdentity.arn', 'eventName']
    : dataset === 'eks'
      ? ['user.username', 'objectRef.name']
      : ['logGroup', 'logStream'];

const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);

const sourceIn = (
  parsed: Fields,
  id: string,
  options: SigmaOptions,
): KnownLogSource & { readonly logSource: LogSource } => {
  const logSource = logSourceIn(parsed);
  if (logSource === undefined) throw new RuleContentError(id, 'logsource', 'it is missing');
  const known = knownLogSourceOf(logSource);
  if (known !== undefined) return { ...known, logSource };
  const dataset = options.datasetOf?.(logSource);
  if (dataset === undefined) throw new UnreadLogSourceError(id, nameOf(logSource));
  return { dataset, fields: {}, logSource };
};

/**
 * The condition of a `detection` or `filter` section; several are any of them.
 *
 * @param section  what the section is called
 */
export const conditionIn = (detection: Fields, id: string, section = 'detection'): string => {
  const location = `${section}.condition`;
  const fail = (problem: string): RuleContentError => new RuleContentError(id, location, problem);
  const conditions =
    typeof detection['condition'] === 'string' ? [detection['condition']] : textsIn(detection, 'condition');
  if (conditions.length === 0) throw fail('it is missing');
  if (conditions.some((one) => one.includes('|')))
    throw new UnsupportedRuleError(id, location, 'an aggregation in the condition');
  if (conditions.some((one) => /(?:^|[\s(])(?!1 )\d+ of /i.test(one)))
    throw new UnsupportedRuleError(id, location, 'a number but 1 before "of"');
  return conditions.length === 1 ? (conditions[0] ?? '') : conditions.map((one) => `(${one})`).join(' or ');
};

/**
 * Converts a Sigma rule, as a YAML parser gives it, for the dialect that `loadSigma` gives. Keeps its author, id, licence and links,
 * as the Detection Rule License requires.
 *
 * @param parsed  one document of a Sigma rule file
 * @throws RuleContentError naming the rule and the key when it is not a Sigma rule or is about a log that is not read here
 * @throws UnsupportedRuleError naming what cannot be expressed; lines are checked by `compileRules`
 * @see https://github.com/SigmaHQ/sigma-specification
 * @example
 * readSigmaRule({
 *   title: 'A trail was stopped', id: '4db60cc0-...', author: 'A', level: 'high', logsource: { product: 'aws', service: 'cloudtrail' },
 *   detection: { selection: { eventName: 'StopLogging' }, condition: 'selection' },
 * });
 * // { id: 'sigma-4db60cc0-...', severity: 'ERROR', score: 0.8, dataset: 'cloudtrail', dialect: 'sigma', condition: 'selection',
 * //   selections: { selection: { eventName: 'StopLogging' } }, attribution: 'A, Sigma rule 4db60cc0-..., Detection Rule License 1.1', ... }
 */
export const readSigmaRule = (parsed: unknown, options: SigmaOptions = {}): DetectionRule => {
  if (!isFields(parsed)) throw new RuleContentError('', 'document', 'it is not a Sigma rule');
  const title = textIn(parsed, 'title');
  const id = textIn(parsed, 'id') || textIn(parsed, 'name') || slugOf(title);
  const fail = (location: string, problem: string): RuleContentError => new RuleContentError(id, location, problem);
  const { detection } = parsed;
  if (!isFields(detection)) throw fail('detection', 'it is missing');
  if (detection['timeframe'] !== undefined)
    throw new UnsupportedRuleError(id, 'detection.timeframe', 'a time frame in a rule that is not a correlation');
  const { dataset, fields, logSource } = sourceIn(parsed, id, options);
  const level = levelOf(textIn(parsed, 'level') || 'medium');
  if (level === undefined) throw fail('level', 'it is not a level of Sigma');
  const condition = conditionIn(detection, id);
  const selections: Readonly<Record<string, Selection | readonly Selection[]>> = atLocation(id, 'detection', () =>
    readSelections(detection, { ruleId: id, placeholders: options.placeholders ?? {}, fields }),
  );
  const attack = attackOf(textsIn(parsed, 'tags'));
  const name = textIn(parsed, 'name');
  const falsePositives = textsIn(parsed, 'falsepositives');
  const author = textIn(parsed, 'author') || 'unknown author';
  const licence = textIn(parsed, 'license') || 'Detection Rule License 1.1';
  return {
    id: `sigma-${id}`,
    ...(name === '' ? {} : { name }),
    title: title || id,
    description: textIn(parsed, 'description'),
    ...level,
    dataset,
    dialect: 'sigma',
    logSource,
    selections,
    condition,
    dedupeBy: dedupeBy(dataset),
    ...(attack === undefined ? {} : { attack }),
    ...(falsePositives.length === 0 ? {} : { falsePositives }),
    references: textsIn(parsed, 'references'),
    attribution: `${author}, Sigma rule ${id}, ${licence}`,
  };
};
