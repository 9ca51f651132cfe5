import type { Severity } from '@bellwether/log-events';

/** What a level of Sigma means for a finding. */
export interface Level {
  readonly severity: Severity;
  readonly score: number;
}

const levels: Readonly<Record<string, Level>> = {
  critical: { severity: 'CRITICAL', score: 0.95 },
  high: { severity: 'ERROR', score: 0.8 },
  medium: { severity: 'WARNING', score: 0.6 },
  low: { severity: 'INFO', score: 0.4 },
  informational: { severity: 'INFO', score: 0.2 },
};

/** @returns undefined for a name that is not a level of Sigma */
export const levelOf = (name: string): Level | undefined => (Object.hasOwn(levels, name) ? levels[name] : undefined);
