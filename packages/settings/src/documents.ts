import * as z from 'zod/mini';
import { groupingSchema } from './grouping.ts';
import { mutesSchema } from './mutes.ts';
import { outputsSchema } from './outputs.ts';
import { routesSchema } from './routes.ts';
import { thresholdsSchema } from './thresholds.ts';

/** The shape that is written today. It names the shape of a document, not its content: an edit leaves it as it is. */
export const settingsVersion = 2;

const version = () => z.literal(settingsVersion).check(z.meta({ description: 'Names the shape of the document.' }));

/** One schema a document, `{ version, <name>: content }`. */
export const documentSchemas = {
  thresholds: z.strictObject({ version: version(), thresholds: thresholdsSchema }),
  mutes: z.strictObject({ version: version(), mutes: mutesSchema }),
  routes: z.strictObject({ version: version(), routes: routesSchema }),
  outputs: z.strictObject({ version: version(), outputs: outputsSchema }),
  grouping: z.strictObject({ version: version(), grouping: groupingSchema }),
} as const;
