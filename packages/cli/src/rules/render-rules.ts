import type { RuleGuidance } from '@bellwether/detections/guidance';
import { attackTactics, attackVersion, escapedJson, oneLine, type DetectionRule } from '@bellwether/log-model';
import type { SigmaCollection } from '@bellwether/log-model/sigma';
import type { ImportResult } from './import-rules.ts';
import { byReason } from './load-rules.ts';

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** Lines about what is left out: reasons with their counts, and up to three examples of each. */
export const leftOutLines = (leftOut: ImportResult['leftOut']): readonly string[] =>
  byReason(leftOut).flatMap(({ reason, count, examples }) => [
    `  ${String(count).padStart(6)}  ${oneLine(reason, 120)}`,
    ...examples.map(
      ({ file, detail }) => `          ${oneLine(file, 120)}${detail === '' ? '' : `: ${oneLine(detail, 200)}`}`,
    ),
  ]);

/** Which rules of a folder ran, in one line. */
export const textOfLoaded = ({
  rules,
  correlations,
  leftOut,
}: Pick<SigmaCollection, 'rules' | 'correlations' | 'leftOut'>): string => {
  const left = byReason(leftOut).map(({ reason, count }) => `${count} ${oneLine(reason, 80)}`);
  const ran = `${counted(rules.length, 'rule')} and ${counted(correlations.length, 'correlation')} of Sigma ran beside our own`;
  return left.length === 0 ? `${ran}.` : `${ran}; left out: ${left.slice(0, 6).join(', ')}.`;
};

/** What an import did, for a terminal. */
export const textOfImport = ({ origin, rules, leftOut, folder }: ImportResult): string => {
  const of = (kind: (typeof rules)[number]['kind']): string =>
    counted(rules.filter((rule) => rule.kind === kind).length, kind);
  return [
    `${of('rule')}, ${of('correlation')} and ${of('filter')} can run here.`,
    ...(origin === undefined
      ? []
      : [`From ${oneLine(origin.repository, 300)}${origin.commit === undefined ? '' : ` at ${origin.commit}`}.`]),
    ...(folder === undefined
      ? ['Nothing was copied.']
      : [`Copied to ${oneLine(folder, 400)}, as they are, with their licences; import.json names authors and links.`]),
    ...(leftOut.length === 0 ? [] : ['', `${counted(leftOut.length, 'document')} left out:`, ...leftOutLines(leftOut)]),
  ].join('\n');
};

/** The same as one JSON document. */
export const jsonOfImport = ({ leftOut, ...result }: ImportResult): string =>
  escapedJson({
    version: 1,
    ...result,
    leftOut: byReason(leftOut).map(({ reason, count }) => ({ reason, count })),
    leftOutDocuments: leftOut,
  });

/** One rule as a JSON object on one line, with what helps with its findings. */
export const jsonOfRule = (rule: DetectionRule, guidance?: RuleGuidance): string =>
  escapedJson({
    ...{ mode: 'live', ...rule, ...guidance },
    ...(rule.attack === undefined ? {} : { attack: { version: attackVersion, ...rule.attack } }),
  });

/** One line of the list. */
export const textOfListed = ({ id, severity, dataset, mode = 'live', title }: DetectionRule): string =>
  `${severity.padEnd(8)}  ${dataset.padEnd(11)}  ${mode.padEnd(7)}  ${oneLine(id, 100).padEnd(44)}  ${oneLine(title, 160)}`;

const firstSeenWords: Readonly<Record<NonNullable<DetectionRule['firstSeen']>['of'], string>> = {
  call: 'the call is made',
  region: 'its region is used',
  network: 'its network (/16, or /48 of IPv6) is called from',
  agent: 'its program is used',
  hour: 'its quarter of the day (UTC) is worked in',
  match: 'it is done',
};

const listOf = (heading: string, texts: readonly string[] | undefined): readonly string[] =>
  texts === undefined || texts.length === 0 ? [] : ['', heading, ...texts.map((text) => `  ${oneLine(text, 400)}`)];

/** A rule in words: what it means, what to do, and what it compares. */
export const textOfRule = (rule: DetectionRule, guidance?: RuleGuidance): string => {
  const { attack, threshold } = rule;
  const match = (selections: DetectionRule['selections'], condition: string): readonly string[] => [
    ...Object.entries(selections).map(
      ([name, selection]) => `  ${oneLine(name, 60)}: ${oneLine(JSON.stringify(selection), 2_000)}`,
    ),
    `  condition: ${oneLine(condition, 1_000)}`,
  ];
  return [
    oneLine(rule.title, 300),
    [
      rule.id,
      rule.severity,
      `score ${rule.score}`,
      ...(guidance === undefined ? [] : [`${guidance.confidence} confidence`]),
      rule.mode ?? 'live',
      rule.dataset,
    ].join(' · '),
    ...(attack === undefined
      ? []
      : [`ATT&CK ${attackVersion}: ${attackTactics[attack.tactic] ?? attack.tactic}, ${attack.technique}`]),
    ...(rule.description === '' ? [] : ['', oneLine(rule.description, 2_000)]),
    ...listOf(
      'What to do',
      guidance?.response.map((text, index) => `${index + 1}. ${text}`),
    ),
    ...listOf('Harmless when it is', guidance?.falsePositives ?? rule.falsePositives),
    '',
    'It matches',
    ...match(rule.selections, rule.condition),
    ...(rule.filters ?? []).flatMap((filter) => [
      `and the filter ${oneLine(filter.title, 200)}`,
      ...match(filter.selections, filter.condition),
    ]),
    ...(threshold === undefined
      ? []
      : [
          `  from ${threshold.count} ${threshold.distinct === undefined ? 'events' : `values of ${threshold.distinct}`} within ten minutes, by ${threshold.groupBy.join(', ') || 'all events together'}`,
        ]),
    ...(rule.after === undefined
      ? []
      : [
          `  after ${rule.after.count} or more events of ${rule.after.rule} within ten minutes, in the hour before, with the same ${rule.after.groupBy.join(', ')}`,
        ]),
    ...(rule.firstSeen === undefined
      ? []
      : [
          `  when ${firstSeenWords[rule.firstSeen.of]} for the first time in eight weeks, by a principal that is known for ${rule.firstSeen.historyDays} days or more (a session is its role)`,
        ]),
    ...(rule.absence === undefined
      ? []
      : [
          `  when no event of ${rule.absence.rule} with the same ${rule.absence.groupBy.join(', ')} follows within ${rule.absence.withinMinutes} minutes`,
        ]),
    ...(rule.mode === 'shadow' ? ['  in shadow: its findings are listed, notify nobody and start nothing'] : []),
    ...(rule.mode === 'counted' ? ['  no finding of its own: rules of absence look for it'] : []),
    ...(rule.dedupeBy.length === 0 ? [] : [`  one finding for each ${rule.dedupeBy.join(' and ')} in six hours`]),
    ...listOf('See', guidance?.references ?? rule.references),
    ...(rule.attribution === undefined ? [] : ['', oneLine(rule.attribution, 400)]),
  ].join('\n');
};
