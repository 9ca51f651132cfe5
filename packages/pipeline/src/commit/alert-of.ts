import type { Finding } from '@bellwether/log-model';
import type { Alert } from '@bellwether/ports';

/** Most characters of a subject; SNS takes fewer than 100. */
const maxSubjectLength = 99;
const maxBodyLength = 8_000;

// Control and direction characters could forge lines or hide text in a terminal or a mail.
const unsafeCharacters = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const plain = (text: string): string => text.replace(unsafeCharacters, ' ');

/** What an alert says about a finding: what, where, since when, why, and where to look. */
export const alertOf = (finding: Finding): Alert => {
  const lines = [
    `${finding.severity}: ${finding.title}`,
    '',
    ...finding.reasons.map((reason) => `- ${reason}`),
    '',
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
    subject: plain(`[${finding.severity}] ${finding.title}`).replaceAll('\n', ' ').slice(0, maxSubjectLength),
    body: plain(lines.join('\n')).slice(0, maxBodyLength),
  };
};
