import { Metrics } from '@aws-lambda-powertools/metrics';
import type { MetricName, PlainMetricName, SplitMetricName } from './metric-names.ts';
import { metricNames, metricNamespace } from './metric-names.ts';

export interface MetricSink {
  /** Adds to a metric of this invocation; `value` is finite, 0 or more, in the metric's unit. */
  add(name: PlainMetricName, value: number): void;
  /** Adds to one value of the metric's dimension, such as `addSplit('RecordsUnreadable', 'bad_json', 3)`. */
  addSplit(name: SplitMetricName, dimensionValue: string, value: number): void;
  /** Writes what was added since the last call as CloudWatch embedded metrics. The handlers call it; cores do not. */
  publish(): void;
}

/**
 * A metric's dimension takes at most this many values in the life of a process; later ones count as `other`. Each value is a
 * metric that is paid for.
 */
const mostDimensionValues = 100;

/** Dimension values are short plain words: what came from a log must not shape the metric stream. */
const plainDimensionValue = (value: string): string =>
  value.slice(0, 100).replaceAll(/[^A-Za-z0-9_.:/-]/g, '_') || 'unknown';

// What one invocation added. Durations keep every value, since their percentiles matter; counts are summed.
interface Series {
  readonly name: MetricName;
  readonly dimensionValue: string | undefined;
  values: number[];
}

/**
 * Opens the metrics of a function: CloudWatch embedded metric format on standard output, nothing called over the network.
 *
 * @param service  value of the dimension `service`; without it POWERTOOLS_SERVICE_NAME is taken
 */
export const openMetrics = (service?: string): MetricSink => {
  const powertools = new Metrics({
    namespace: metricNamespace,
    ...(service === undefined ? {} : { serviceName: service }),
  });
  const pending = new Map<string, Series>();
  const knownValues = new Map<MetricName, Set<string>>();

  const bounded = (name: MetricName, value: string): string => {
    const known = knownValues.get(name) ?? new Set<string>();
    knownValues.set(name, known);
    const plain = plainDimensionValue(value);
    if (!known.has(plain) && known.size >= mostDimensionValues) return 'other';
    known.add(plain);
    return plain;
  };

  const put = (name: MetricName, dimensionValue: string | undefined, value: number): void => {
    if (!Number.isFinite(value) || value < 0)
      throw new RangeError(`The metric ${name} takes finite values, 0 or more.`);
    const key = `${name}|${dimensionValue ?? ''}`;
    const series = pending.get(key);
    if (series === undefined) pending.set(key, { name, dimensionValue, values: [value] });
    else if (metricNames[name].unit === 'Count') series.values = [(series.values[0] ?? 0) + value];
    else series.values.push(value);
  };

  return {
    add: (name, value) => put(name, undefined, value),
    addSplit: (name, dimensionValue, value) => put(name, bounded(name, dimensionValue), value),
    publish: () => {
      let hasPlain = false;
      for (const { name, dimensionValue, values } of pending.values()) {
        const definition = metricNames[name];
        if (dimensionValue === undefined || !('dimension' in definition)) {
          for (const value of values) powertools.addMetric(name, definition.unit, value);
          hasPlain = true;
        } else {
          // One embedded metric line a dimension value: a line's dimensions hold for all its metrics.
          for (const value of values)
            powertools
              .singleMetric()
              .addDimension(definition.dimension, dimensionValue)
              .addMetric(name, definition.unit, value);
        }
      }
      pending.clear();
      if (hasPlain) powertools.publishStoredMetrics();
    },
  };
};
