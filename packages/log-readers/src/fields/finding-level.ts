/**
 * Levels of the grades that security services give their findings: high is an error, medium a warning.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/asff-required-attributes.html#Severity
 */
const levels: ReadonlyMap<string, string> = new Map([
  ['fatal', 'critical'],
  ['critical', 'critical'],
  ['high', 'error'],
  ['medium', 'warning'],
  ['moderate', 'warning'],
  ['low', 'info'],
  ['informational', 'info'],
  ['information', 'info'],
  ['untriaged', 'info'],
]);

/** The level of a finding's grade; undefined for a word of another scale. */
export const levelOfGrade = (grade: unknown): string | undefined =>
  typeof grade === 'string' && grade.length < 20 ? levels.get(grade.toLowerCase()) : undefined;

/** OCSF's `severity_id`, 1 (informational) to 6 (fatal). @see https://schema.ocsf.io */
export const levelOfOcsf = (id: unknown): string | undefined =>
  [undefined, 'info', 'info', 'warning', 'error', 'critical', 'critical'][Number(id)];
