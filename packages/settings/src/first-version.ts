import * as z from 'zod/mini';
import { severityField, datasetField, textField, wholeNumberField } from './fields.ts';
import { mutesSchema } from './mutes.ts';
import { defaultLearningHours } from './thresholds.ts';

const version = z.literal(1);

/** The documents as version 1 had them. Read and upgraded, never written. */
export const firstSchemas = {
  thresholds: z.strictObject({
    version,
    thresholds: z.strictObject({
      alertMinSeverity: severityField(''),
      anomalyMinScore: z.number().check(z.minimum(0), z.maximum(1)),
      cooldownMinutes: wholeNumberField(1, 1_440, ''),
    }),
  }),
  mutes: z.strictObject({ version, mutes: mutesSchema }),
  routes: z.strictObject({
    version,
    routes: z
      .array(
        z.strictObject({
          minSeverity: severityField(''),
          sources: z.exactOptional(z.array(datasetField('')).check(z.minLength(1))),
          topicArn: textField(''),
        }),
      )
      .check(z.maxLength(200)),
  }),
} as const;

type First<Name extends keyof typeof firstSchemas> = z.output<(typeof firstSchemas)[Name]>;

/** The shortest window of an alert group, in minutes; version 1 allowed a shorter cooldown. */
const minWindowMinutes = 5;

/**
 * Version 1 notified of one finding candidate once in `cooldownMinutes`: the window of its alert group. That belongs to the grouping document now,
 * so it applies where there is none.
 */
export const upgradeThresholds = ({ thresholds: { cooldownMinutes, ...thresholds } }: First<'thresholds'>) => ({
  content: { ...thresholds, learningHours: defaultLearningHours, rules: [] },
  windowMinutes: Math.max(minWindowMinutes, cooldownMinutes),
});

const outputNameOf = (topicArn: string): string =>
  `topic-${topicArn
    .slice(topicArn.lastIndexOf(':') + 1)
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, '-')
    .slice(0, 50)}`;

/** Version 1 named a topic in each route, besides the alert topic: each topic becomes an output of its own. What it called sources are datasets. */
export const upgradeRoutes = ({ routes }: First<'routes'>) => ({
  content: routes.map(({ topicArn, sources, ...route }) => ({
    ...route,
    ...(sources === undefined ? {} : { datasets: sources }),
    outputs: ['default', outputNameOf(topicArn)],
  })),
  outputs: [...new Set(routes.map(({ topicArn }) => topicArn))].map((topicArn) => ({
    name: outputNameOf(topicArn),
    type: 'sns' as const,
    topicArn,
  })),
});
