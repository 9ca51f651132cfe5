import type { Severity, Dataset, AttackReference } from '@bellwether/log-events';
import { RuleContentError } from './compile-rules.ts';
import type { DetectionRule, MatchValue, Selection } from './rule.ts';

type Fields = Readonly<Record<string, unknown>>;

const levels: Readonly<Record<string, { readonly severity: Severity; readonly score: number }>> = {
  critical: { severity: 'CRITICAL', score: 0.95 },
  high: { severity: 'ERROR', score: 0.8 },
  medium: { severity: 'WARNING', score: 0.6 },
  low: { severity: 'INFO', score: 0.4 },
  informational: { severity: 'INFO', score: 0.2 },
};

/** Sigma's `product/service` to what wrote the record here. */
const datasetOf: Readonly<Record<string, Dataset>> = {
  'aws/cloudtrail': 'cloudtrail',
  'kubernetes/audit': 'eks',
  'linux/auth': 'ec2',
  'linux/sshd': 'ec2',
  'linux/sudo': 'ec2',
  'linux/syslog': 'ec2',
};

const tacticIds: Readonly<Record<string, string>> = {
  'initial-access': 'TA0001',
  execution: 'TA0002',
  persistence: 'TA0003',
  'privilege-escalation': 'TA0004',
  'defense-evasion': 'TA0005',
  'credential-access': 'TA0006',
  discovery: 'TA0007',
  'lateral-movement': 'TA0008',
  collection: 'TA0009',
  exfiltration: 'TA0010',
  'command-and-control': 'TA0011',
  impact: 'TA0040',
  'resource-development': 'TA0042',
  reconnaissance: 'TA0043',
};

/** What a finding is about, since Sigma does not say: who did what, or where it happened. */
const dedupeBy = (dataset: Dataset): readonly string[] =>
  dataset === 'cloudtrail'
    ? ['userIdentity.arn', 'eventName']
    : dataset === 'eks'
      ? ['user.username', 'objectRef.name']
      : ['logGroup', 'logStream'];

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isMatchValue = (value: unknown): value is MatchValue =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

const isMatchValues = (value: unknown): value is MatchValue | readonly MatchValue[] =>
  Array.isArray(value) ? value.every(isMatchValue) : isMatchValue(value);

const textIn = (fields: Fields, name: string): string => {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof value === 'string' ? value.trim() : '';
};

const textsIn = (fields: Fields, name: string): readonly string[] => {
  const value = fields[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
};

const attackOf = (tags: readonly string[]): AttackReference | undefined => {
  const names = tags.map((tag) =>
    tag
      .toLowerCase()
      .replace(/^attack\./, '')
      .replaceAll('_', '-'),
  );
  const techniques = names.filter((name) => /^t\d{4}(?:\.\d{3})?$/.test(name));
  const technique = techniques.find((name) => name.includes('.')) ?? techniques[0];
  const tactic = names.flatMap((name) => (Object.hasOwn(tacticIds, name) ? (tacticIds[name] ?? []) : []))[0];
  return technique === undefined || tactic === undefined ? undefined : { tactic, technique: technique.toUpperCase() };
};

/**
 * Converts a Sigma rule, as a YAML parser gives it. Keeps its author, id and licence, as the Detection Rule License requires.
 *
 * @param parsed  one document of a Sigma rule file
 * @throws RuleContentError naming the rule and the key when it is not a Sigma rule, is about a log that is not read here, or
 *   needs correlation
 * @see https://github.com/SigmaHQ/sigma-specification
 * @example
 * readSigmaRule({
 *   title: 'Stop',
 *   id: '4db60cc0-36fb-42b7-9b58-a5b53019fb74',
 *   author: 'A',
 *   level: 'high',
 *   logsource: { product: 'aws', service: 'cloudtrail' },
 *   detection: { selection: { eventName: 'StopLogging' }, condition: 'selection' },
 * });
 * // { id: 'sigma-4db60cc0-...', severity: 'ERROR', score: 0.8, dataset: 'cloudtrail', dedupeBy: ['userIdentity.arn', 'eventName'],
 * //   selections: { selection: { eventName: 'StopLogging' } }, condition: 'selection', attribution: 'A, Sigma rule 4db60cc0-...', ... }
 */
export const readSigmaRule = (parsed: unknown): DetectionRule => {
  if (!isFields(parsed)) throw new RuleContentError('', 'document', 'it is not a Sigma rule');
  const id = textIn(parsed, 'id');
  const fail = (location: string, problem: string): RuleContentError =>
    new RuleContentError(id || textIn(parsed, 'title'), location, problem);
  const { detection, logsource } = parsed;
  if (!isFields(detection)) throw fail('detection', 'it is missing');
  if (!isFields(logsource)) throw fail('logsource', 'it is missing');
  const product = `${textIn(logsource, 'product')}/${textIn(logsource, 'service')}`;
  const dataset = Object.hasOwn(datasetOf, product) ? datasetOf[product] : undefined;
  if (dataset === undefined) throw fail('logsource', `${product} is not read here`);
  const levelName = textIn(parsed, 'level') || 'medium';
  const level = Object.hasOwn(levels, levelName) ? levels[levelName] : undefined;
  if (level === undefined) throw fail('level', 'it is not a level of Sigma');
  if (detection['timeframe'] !== undefined) throw fail('detection.timeframe', 'correlation is not taken over');

  const selectionOf = (value: unknown, name: string): Selection => {
    if (!isFields(value)) throw fail(`detection.${name}`, 'it is neither fields nor a list of fields');
    for (const [field, values] of Object.entries(value)) {
      if (!isMatchValues(values))
        throw fail(`detection.${name}.${field}`, 'its values are neither texts, numbers, booleans nor null');
    }
    return value as Selection;
  };
  const selections = Object.entries(detection)
    .filter(([name]) => name !== 'condition')
    .map(([name, value]): [string, Selection | readonly Selection[]] => {
      // A list of bare words is searched in the whole message.
      if (Array.isArray(value) && value.every(isMatchValue)) return [name, { 'message|contains': value }];
      return [name, Array.isArray(value) ? value.map((item) => selectionOf(item, name)) : selectionOf(value, name)];
    });
  const conditions =
    typeof detection['condition'] === 'string' ? [detection['condition']] : textsIn(detection, 'condition');
  if (conditions.length === 0) throw fail('detection.condition', 'it is missing');
  const attack = attackOf(textsIn(parsed, 'tags'));
  const author = textIn(parsed, 'author') || 'unknown author';
  return {
    id: `sigma-${id}`,
    title: textIn(parsed, 'title'),
    description: textIn(parsed, 'description'),
    ...level,
    dataset,
    selections: Object.fromEntries(selections),
    condition: conditions.length === 1 ? (conditions[0] ?? '') : conditions.map((one) => `(${one})`).join(' or '),
    dedupeBy: dedupeBy(dataset),
    ...(attack === undefined ? {} : { attack }),
    references: textsIn(parsed, 'references'),
    attribution: `${author}, Sigma rule ${id}, Detection Rule License 1.1`,
  };
};
