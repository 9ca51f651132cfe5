import * as z from 'zod/mini';
import { QueryError } from './query-error.ts';

/**
 * The query as its contract reads it, with defaults in place.
 *
 * @throws QueryError `bad_query`; it names the fields at fault and quotes none of their values
 */
export const checkQuery = <Schema extends z.core.$ZodType>(schema: Schema, query: unknown): z.output<Schema> => {
  const checked = z.safeParse(schema, query);
  if (checked.success) return checked.data;
  const problems = checked.error.issues.map(({ path, message }) => `${path.join('.') || 'query'}: ${message}`);
  throw new QueryError('bad_query', `The query is not valid. ${problems.slice(0, 5).join(' ')}`, {
    cause: checked.error,
  });
};
