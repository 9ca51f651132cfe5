import * as z from 'zod/mini';
import { beginsBeforeItEnds, count, logSource, spanShape, text, time } from './fields.ts';
import { pageOf, pageShape } from './page.ts';

/** A template of one log source with its events in the span. People read *pattern*. */
export const templateView = z.object({
  id: z.string(),
  logSource: z.string(),
  text: z
    .exactOptional(z.string())
    .check(
      z.describe(
        'Absent when the template is no longer stored. A position that has shown few values lists them, {PAID|SENT}.',
      ),
    ),
  count,
  firstSeenMs: z.exactOptional(time),
  bars: z
    .exactOptional(z.array(count))
    .check(z.describe('Events by stretch of the span, all of one length; only where `maxBars` asks for them.')),
  isNew: z
    .boolean()
    .check(z.describe('First seen in the span, in a log source that had been learnt for a while by then.')),
});
export type TemplateView = Readonly<z.output<typeof templateView>>;

/** The templates with events in the span, the most frequent first. Counts are those of whole windows of five minutes. */
export const templatesQuery = z
  .strictObject({
    ...spanShape,
    logSources: z.optional(z.array(logSource).check(z.maxLength(10_000))),
    /** Contained in the template's text, in any case. */
    text: z.optional(text(200)),
    onlyNew: z._default(z.boolean(), false),
    /** Maximum number of intervals, of whole windows each, that each template's events are counted by; none when 0. */
    maxBars: z._default(z.int().check(z.minimum(0), z.maximum(96)), 0),
    ...pageShape(20, 500),
  })
  .check(beginsBeforeItEnds);
export type TemplatesQuery = Readonly<z.input<typeof templatesQuery>>;
export type CheckedTemplatesQuery = Readonly<z.output<typeof templatesQuery>>;
export const templatesPage = pageOf(templateView);
