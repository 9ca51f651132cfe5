import type { Finding } from '@bellwether/log-model';
import type { PlannedIncident } from '@bellwether/simulator';

/** How the findings of a day compare with what was planted. */
export interface Comparison {
  readonly found: readonly { readonly incident: PlannedIncident; readonly findings: readonly Finding[] }[];
  readonly missed: readonly PlannedIncident[];
  /** Findings that belong to no planted incident. */
  readonly falseFindings: readonly Finding[];
}

/** A finding may come this long after an incident ended, in milliseconds: windows must close before they are judged. */
const afterglowMs = 20 * 60_000;

const overlaps = (incident: PlannedIncident, finding: Finding): boolean =>
  finding.lastSeenMs >= incident.startMs && finding.firstSeenMs < incident.endMs + afterglowMs;

const isPartOfName = (character: string | undefined): boolean =>
  character !== undefined && /[A-Za-z0-9_.-]/.test(character);

/** Whether the text names the thing whole: `web` in `service/web`, not in `web-2`. */
const names = (text: string, thing: string): boolean => {
  if (thing === '') return false;
  for (let at = text.indexOf(thing); at >= 0; at = text.indexOf(thing, at + 1))
    if (!isPartOfName(text[at - 1]) && !isPartOfName(text[at + thing.length])) return true;
  return false;
};

/** Whether the finding is about what the incident concerns: its log group, or its resource by name. */
const concerns = (incident: PlannedIncident, finding: Finding): boolean =>
  (incident.logGroup !== '' && finding.scope.slice(finding.scope.indexOf(':') + 1) === incident.logGroup) ||
  [finding.dedupeKey, ...Object.values(finding.resources)].some((text) => names(text, incident.resource));

/**
 * Compares findings with the truth. An incident counts as found when a finding of the expected rule is about it, at its
 * time; any other finding about it at its time is its echo (a new exception is also a rise in errors), not false.
 */
export const compareWithTruth = (incidents: readonly PlannedIncident[], findings: readonly Finding[]): Comparison => {
  const about = incidents.map((incident) => ({
    incident,
    findings: findings.filter((finding) => overlaps(incident, finding) && concerns(incident, finding)),
  }));
  const isFound = ({ incident, findings: of }: (typeof about)[number]): boolean =>
    of.some((finding) => finding.rule === incident.expectedRule);
  const explained = new Set(about.flatMap(({ findings: of }) => of.map((finding) => finding.id)));
  return {
    found: about.filter(isFound),
    missed: about.filter((pair) => !isFound(pair)).map(({ incident }) => incident),
    falseFindings: findings.filter((finding) => !explained.has(finding.id)),
  };
};
