import { plainLine, plainLines, type Finding } from '@bellwether/log-model';
import type { Alert } from '@bellwether/ports';

/** Maximum characters of a subject; SNS takes fewer than 100. */
const maxSubjectLength = 99;
const maxBodyLength = 8_000;

/** The lines that show it, and an empty one after them. */
const linesOf = ({ context }: Finding): readonly string[] => {
  const lines = (context?.lines ?? []).map(
    ({ timeMs, location, text }) => `${new Date(timeMs).toISOString()} ${location}: ${plainLine(text)}`,
  );
  return lines.length === 0 ? [] : ['Lines:', ...lines, ''];
};

/** What an alert says about a finding: what, where, since when, why, and where to look. */
export const alertOf = (finding: Finding): Alert => {
  const lines = [
    `${finding.severity}: ${finding.title}`,
    ...(finding.context?.actor === undefined ? [] : [finding.context.actor]),
    '',
    ...finding.reasons.map((reason) => `- ${reason}`),
    ...(finding.context?.change === undefined ? [] : [`- ${finding.context.change}.`]),
    '',
    ...linesOf(finding),
    `Where: ${finding.scope} (${finding.dataset}${finding.region ? `, ${finding.region}` : ''})`,
    `First seen: ${new Date(finding.firstSeenMs).toISOString()}`,
    `Last seen: ${new Date(finding.lastSeenMs).toISOString()}`,
    `Events: ${finding.count}`,
    ...Object.entries(finding.resources).map(([name, value]) => `${name}: ${value}`),
    ...(finding.attack ? [`ATT&CK: ${finding.attack.tactic} ${finding.attack.technique}`] : []),
    `Rule: ${finding.rule}`,
    `Finding: ${finding.id}`,
  ];
  return {
    id: finding.id,
    kind: finding.kind,
    severity: finding.severity,
    dataset: finding.dataset,
    subject: plainLine(`[${finding.severity}] ${finding.title}`).slice(0, maxSubjectLength),
    body: plainLines(lines.join('\n')).slice(0, maxBodyLength),
  };
};
