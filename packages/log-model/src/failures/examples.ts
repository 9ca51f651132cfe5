import { severityNumberOf, type LogEvent } from '@bellwether/log-events';
import type { EvidenceLine, TemplateExample } from './records.ts';

/**
 * Notes the line that a template is shown by, and the worst severity of its lines.
 *
 * @param key   of the log source and the template
 * @param maxExamples  examples that are kept; beyond them templates have none
 * @returns the example when it is new or became more severe
 */
export const noteExample = (
  examples: Map<string, TemplateExample>,
  key: string,
  scope: string,
  { severity, templateId }: LogEvent,
  line: () => EvidenceLine,
  maxExamples: number,
): TemplateExample | undefined => {
  const known = examples.get(key);
  if (known === undefined) {
    if (examples.size >= maxExamples) return undefined;
    const example = { key, scope, templateId, severity, line: line() };
    examples.set(key, example);
    return example;
  }
  if (severityNumberOf[severity] <= severityNumberOf[known.severity]) return undefined;
  known.severity = severity;
  return known;
};
