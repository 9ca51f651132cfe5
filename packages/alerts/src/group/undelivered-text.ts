import type { UndeliveredNotification } from '@bellwether/ports';
import * as z from 'zod/mini';
import { notificationSchema } from './group-text.ts';

const undeliveredSchema = z.object({
  output: z.string(),
  attempts: z.number(),
  notification: notificationSchema,
});

/** Reads a message that no attempt delivered, as it was kept; undefined for any other text. */
export const undeliveredFromText = (text: string): UndeliveredNotification | undefined => {
  try {
    const read = undeliveredSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    // Not JSON, so it is none.
    return undefined;
  }
};
