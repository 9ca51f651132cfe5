import { attackTactics, attackVersion, type DetectionRule } from '@bellwether/log-model';
import type { RuleGuidance } from '@bellwether/detections/guidance';

const nameOf = (id: string): string => id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const listModule = (ids: readonly string[], exported: 'evidence' | 'guidance', body: readonly string[]): string =>
  [
    '// Written by scripts/generate/own-rules.ts from the rules of this package; do not edit.',
    ...body.slice(0, -2),
    ...ids.map((id) => `import { ${exported} as ${nameOf(id)} } from './rules/${id}.ts';`),
    '',
    ...body.slice(-2),
    ...ids.map((id) => `  '${id}': ${nameOf(id)},`),
    '};',
    '',
  ].join('\n');

/** The module that lists the evidence of every rule by its id: what `bellwether rules test` runs. */
export const evidenceList = (ids: readonly string[]): string =>
  listModule(ids, 'evidence', [
    "import type { RuleEvidence } from './evidence.ts';",
    '/** Events that hit and events that miss, by the id of their rule. No function loads this. */',
    'export const ownEvidence: Readonly<Record<string, () => RuleEvidence>> = {',
  ]);

/** The module that lists what to do about a finding of every rule, by its id: what `bellwether rules explain` says. */
export const guidanceList = (ids: readonly string[]): string =>
  listModule(ids, 'guidance', [
    "import type { RuleGuidance } from './guidance.ts';",
    "export type { RuleGuidance } from './guidance.ts';",
    '/** What helps with a finding, by the id of its rule. */',
    'export const ownGuidance: Readonly<Record<string, RuleGuidance>> = {',
  ]);

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const attackText = ({ attack }: DetectionRule): string =>
  attack === undefined ? '' : `${attackTactics[attack.tactic] ?? attack.tactic} ${attack.technique}`;

/** What a rule asks for before it is a finding, where one event is not enough. */
const thresholdText = ({ threshold }: DetectionRule): string =>
  threshold === undefined
    ? ''
    : ` From ${threshold.count} ${threshold.distinct === undefined ? 'events' : `values of \`${threshold.distinct}\``} on.`;

/** What must come before. */
const afterText = ({ after }: DetectionRule): string =>
  after === undefined
    ? ''
    : ` After ${after.count} or more events of [${after.rule}](#${after.rule}) in the hour before.`;

const section = (rule: DetectionRule, guidance: RuleGuidance | undefined, playbooks: readonly string[]): readonly string[] => [
  '',
  `### ${rule.id}`,
  '',
  `${rule.title}. ${rule.description}${thresholdText(rule)}${afterText(rule)}`,
  ...(guidance === undefined
    ? []
    : [
        '',
        `Confidence ${guidance.confidence}. Harmless when it is:`,
        '',
        ...guidance.falsePositives.map((text) => `- ${text}`),
        '',
        'What to do:',
        '',
        ...guidance.response.map((text, index) => `${index + 1}. ${text}`),
        '',
        [
          ...guidance.references.map((link) => `[Reference](${link})`),
          ...playbooks.map((name) => `playbook [${name}](playbooks.md)`),
        ].join(', ') + '.',
      ]),
]; // prettier-ignore

/** The page of our own rules: a table for each dataset, and a section for each rule. */
export const rulesPage = (
  rules: readonly DetectionRule[],
  guidance: Readonly<Record<string, RuleGuidance>>,
  playbooksOf: (rule: string) => readonly string[],
): string => {
  const datasets = [...new Set(rules.map(({ dataset }) => dataset))].toSorted();
  return [
    '# Detections',
    '',
    '<!-- Written by scripts/generate/own-rules.ts from packages/detections; do not edit. -->',
    '',
    `The ${rules.length} rules of our own, by what wrote the record, with the tactic and technique of MITRE ATT&CK ${attackVersion}. \`bellwether rules explain <id>\` also`,
    'says what each compares; [rules.md](rules.md) says how rules are written and imported.',
    ...datasets.flatMap((dataset) => {
      const ofDataset = rules.filter((rule) => rule.dataset === dataset);
      return [
        '',
        `## ${dataset}`,
        '',
        '| rule | severity | score | confidence | ATT&CK | what happened |',
        '|---|---|---|---|---|---|',
        ...ofDataset.map((rule) => `| [\`${rule.id}\`](#${rule.id}) | ${rule.severity} | ${rule.score} | ${guidance[rule.id]?.confidence ?? ''} | ${attackText(rule)} | ${cell(rule.title)} |`),
        ...ofDataset.flatMap((rule) => section(rule, guidance[rule.id], playbooksOf(rule.id))),
      ];
    }),
    '',
  ].join('\n');
}; // prettier-ignore
