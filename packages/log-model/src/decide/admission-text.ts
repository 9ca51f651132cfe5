import { findingProvenances, severities } from '@bellwether/log-events';
import * as z from 'zod/mini';
import { type Admissions, noAdmissions } from './admission.ts';

const admissionsSchema = z.object({
  listed: z.array(
    z.object({
      id: z.string(),
      rule: z.string(),
      severity: z.enum(severities),
      provenance: z.optional(z.enum(findingProvenances)),
      grants: z.array(z.enum(['notify', 'workflow'])),
    }),
  ),
  granted: z.record(z.string(), z.number()),
  rules: z.array(z.string()),
  leastIds: z.string(),
});

/** Admissions as one text, as stores keep them. */
export const admissionsToText = ({ leastIds, ...rest }: Admissions): string =>
  JSON.stringify({ ...rest, leastIds: leastIds.join(',') });

/**
 * Reads what `admissionsToText` wrote.
 *
 * @param text  nothing was admitted when it is absent
 * @throws Error when the text is not one of those: what was stored is refused, never mended
 */
export const admissionsFromText = (text: string | undefined): Admissions => {
  if (text === undefined) return noAdmissions;
  const { listed, leastIds, ...rest } = z.parse(admissionsSchema, JSON.parse(text));
  return {
    ...rest,
    listed: listed.map(({ provenance, ...item }) => ({ ...item, ...(provenance === undefined ? {} : { provenance }) })),
    leastIds: leastIds === '' ? [] : leastIds.split(','),
  };
};
