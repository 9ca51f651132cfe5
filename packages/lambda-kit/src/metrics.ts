import { embeddedLines, type MetricValues } from './embedded-metric.ts';
import type { MetricName, PlainMetricName, SplitMetricName } from './metric-names.ts';
import { metricNames } from './metric-names.ts';

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
const maxDimensionValues = 100;

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
 * @param service  value of the dimension `service`; without it POWERTOOLS_SERVICE_NAME is taken, which the log goes by too
 * @param now      epoch milliseconds UTC
 */
export const openMetrics = (
  service: string = process.env['POWERTOOLS_SERVICE_NAME'] ?? 'service_undefined',
  now: () => number = Date.now,
): MetricSink => {
  const pending = new Map<string, Series>();
  const knownValues = new Map<MetricName, Set<string>>();

  const bounded = (name: MetricName, value: string): string => {
    const known = knownValues.get(name) ?? new Set<string>();
    knownValues.set(name, known);
    const plain = plainDimensionValue(value);
    if (!known.has(plain) && known.size >= maxDimensionValues) return 'other';
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
      const timestampMs = now();
      const plain: MetricValues[] = [];
      const lines: string[] = [];
      for (const series of pending.values()) {
        const definition = metricNames[series.name];
        if (series.dimensionValue === undefined || !('dimension' in definition)) plain.push(series);
        else {
          // One line a dimension value: the dimensions of a line apply to all its metrics.
          const dimensions = { service, [definition.dimension]: series.dimensionValue };
          lines.push(...embeddedLines(timestampMs, dimensions, [series]));
        }
      }
      lines.push(...embeddedLines(timestampMs, { service }, plain));
      pending.clear();
      if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
    },
  };
};
