import type { Dataset } from '@bellwether/log-events';
import { RuleContentError, UnsupportedRuleError, atLocation } from '../rule-content-error.ts';
import type { DetectionRule, Selection } from '../rule.ts';
import { attackOf } from './attack-tags.ts';
import { isFields, textIn, textsIn, type Fields } from './fields.ts';
import type { Placeholders } from './placeholders.ts';
import { levelOf } from './levels.ts';
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
  readonly datasetOf?: (logSource: {
    readonly category: string;
    readonly product: string;
    readonly service: string;
  }) => Dataset | undefined;
}

/** Sigma's `product/service` to what wrote the record here. */
const datasets: Readonly<Record<string, Dataset>> = {
  'aws/cloudtrail': 'cloudtrail',
  'kubernetes/audit': 'eks',
  'linux/auth': 'ec2',
  'linux/sshd': 'ec2',
  'linux/sudo': 'ec2',
  'linux/syslog': 'ec2',
};

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

const datasetIn = (
  parsed: Fields,
  fail: (location: string, problem: string) => Error,
  options: SigmaOptions,
): Dataset => {
  const { logsource } = parsed;
  if (!isFields(logsource)) throw fail('logsource', 'it is missing');
  const source = {
    category: textIn(logsource, 'category'),
    product: textIn(logsource, 'product'),
    service: textIn(logsource, 'service'),
  };
  const name = `${source.product}/${source.service}`;
  const dataset = Object.hasOwn(datasets, name) ? datasets[name] : options.datasetOf?.(source);
  if (dataset === undefined) throw fail('logsource', `${name} is not read here`);
  return dataset;
};

const conditionIn = (detection: Fields, id: string): string => {
  const fail = (problem: string): RuleContentError => new RuleContentError(id, 'detection.condition', problem);
  const conditions =
    typeof detection['condition'] === 'string' ? [detection['condition']] : textsIn(detection, 'condition');
  if (conditions.length === 0) throw fail('it is missing');
  if (conditions.some((one) => one.includes('|')))
    throw new UnsupportedRuleError(id, 'detection.condition', 'an aggregation in the condition');
  if (conditions.some((one) => /(?:^|[\s(])(?!1 )\d+ of /i.test(one)))
    throw new UnsupportedRuleError(id, 'detection.condition', 'a number but 1 before "of"');
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
  const dataset = datasetIn(parsed, fail, options);
  const level = levelOf(textIn(parsed, 'level') || 'medium');
  if (level === undefined) throw fail('level', 'it is not a level of Sigma');
  const condition = conditionIn(detection, id);
  const selections: Readonly<Record<string, Selection | readonly Selection[]>> = atLocation(id, 'detection', () =>
    readSelections(detection, options.placeholders ?? {}, id),
  );
  const attack = attackOf(textsIn(parsed, 'tags'));
  const author = textIn(parsed, 'author') || 'unknown author';
  const licence = textIn(parsed, 'license') || 'Detection Rule License 1.1';
  return {
    id: `sigma-${id}`,
    title: title || id,
    description: textIn(parsed, 'description'),
    ...level,
    dataset,
    dialect: 'sigma',
    selections,
    condition,
    dedupeBy: dedupeBy(dataset),
    ...(attack === undefined ? {} : { attack }),
    references: textsIn(parsed, 'references'),
    attribution: `${author}, Sigma rule ${id}, ${licence}`,
  };
};
