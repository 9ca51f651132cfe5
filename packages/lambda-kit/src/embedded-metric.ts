import { metricNames, metricNamespace, type MetricName } from './metric-names.ts';

/** Values of one metric in one line, at most, as CloudWatch reads them. */
const maxValues = 100;

/** What was added to one metric. */
export interface MetricValues {
  readonly name: MetricName;
  readonly values: readonly number[];
}

const lineOf = (
  timestampMs: number,
  dimensions: Readonly<Record<string, string>>,
  metrics: readonly MetricValues[],
): string => {
  const values = metrics.map(({ name, values: all }) => [name, all.length === 1 ? all[0] : all] as const);
  return JSON.stringify({
    _aws: {
      Timestamp: timestampMs,
      CloudWatchMetrics: [
        {
          Namespace: metricNamespace,
          Dimensions: [Object.keys(dimensions)],
          Metrics: metrics.map(({ name }) => ({ Name: name, Unit: metricNames[name].unit })),
        },
      ],
    },
    ...dimensions,
    ...Object.fromEntries(values),
  });
};

/**
 * Metrics with the same dimensions as lines of the embedded metric format: one line, and more where a metric has more values than
 * a line takes. There are fewer metrics than the hundred that a line takes.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const embeddedLines = (
  timestampMs: number,
  dimensions: Readonly<Record<string, string>>,
  metrics: readonly MetricValues[],
): readonly string[] => {
  const most = metrics.reduce((length, { values }) => Math.max(length, values.length), 0);
  const lines: string[] = [];
  for (let from = 0; from < most; from += maxValues) {
    const part = metrics.map(({ name, values }) => ({ name, values: values.slice(from, from + maxValues) }));
    lines.push(
      lineOf(
        timestampMs,
        dimensions,
        part.filter(({ values }) => values.length > 0),
      ),
    );
  }
  return lines;
};
