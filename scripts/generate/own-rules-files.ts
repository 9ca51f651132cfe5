import type { DetectionRule } from '@bellwether/log-model';

const nameOf = (id: string): string => id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The module that lists the evidence of every rule by its id: what `bellwether rules test` runs. */
export const evidenceList = (ids: readonly string[]): string =>
  [
    '// Written by scripts/generate/own-rules.ts from the rules of this package; do not edit.',
    "import type { RuleEvidence } from './evidence.ts';",
    ...ids.map((id) => `import { evidence as ${nameOf(id)} } from './rules/${id}.ts';`),
    '',
    '/** Events that hit and events that miss, by the id of their rule. No function loads this. */',
    'export const ownEvidence: Readonly<Record<string, () => RuleEvidence>> = {',
    ...ids.map((id) => `  '${id}': ${nameOf(id)},`),
    '};',
    '',
  ].join('\n');

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** The page that lists our own rules. */
export const rulesPage = (rules: readonly DetectionRule[]): string => {
  const datasets = [...new Set(rules.map(({ dataset }) => dataset))].toSorted();
  return [
    '# Detections',
    '',
    '<!-- Written by scripts/generate/own-rules.ts from packages/detections; do not edit. -->',
    '',
    `The ${rules.length} rules of our own, by what wrote the record. \`bellwether rules explain <id>\` says what each compares; [rules.md](rules.md) says how`,
    'rules are written and imported.',
    ...datasets.flatMap((dataset) => [
      '',
      `## ${dataset}`,
      '',
      '| rule | severity | score | ATT&CK | what happened |',
      '|---|---|---|---|---|',
      ...rules
        .filter((rule) => rule.dataset === dataset)
        .map(({ id, severity, score, attack, title }) => `| \`${id}\` | ${severity} | ${score} | ${attack === undefined ? '' : `${attack.tactic} ${attack.technique}`} | ${cell(title)} |`),
    ]),
    '',
  ].join('\n');
}; // prettier-ignore
