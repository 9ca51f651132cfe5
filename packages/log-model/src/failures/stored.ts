import type { LedgerChanges } from './ledger.ts';
import type {
  Change,
  FailureKind,
  LogSourceSketch,
  Measure,
  Probes,
  SignIns,
  TemplateExample,
  Transfer,
  WrittenSecrets,
} from './records.ts';
import { seriesOf, storedSeries, type StoredSeries } from './series.ts';

/** An entry of a ledger as a store keeps it: a name that is its own, and a JSON document. */
export interface StoredSketch {
  readonly name: string;
  readonly document: string;
}

const prefixes = { kinds: 'kind|', sources: 'source|', measures: 'measure|', examples: 'example|' } as const;

const sketch = (name: string, value: unknown): StoredSketch => ({ name, document: JSON.stringify(value) });

/** The entries as documents. */
export const storedSketches = ({ kinds, sources, measures, examples }: LedgerChanges): readonly StoredSketch[] => [
  ...kinds.map((kind) => sketch(prefixes.kinds + kind.key, { ...kind, times: storedSeries(kind.times) })),
  ...sources.map((source) =>
    sketch(prefixes.sources + source.scope, {
      ...source,
      activity: storedSeries(source.activity),
      requests: storedSeries(source.requests),
      changes: [...source.changes],
      signIns: [...source.signIns],
      probes: [...source.probes],
      secrets: [...source.secrets],
      transfers: [...source.transfers],
    }),
  ),
  ...measures.map((measure) =>
    sketch(prefixes.measures + measure.key, { ...measure, series: storedSeries(measure.series) }),
  ),
  ...examples.map((example) => sketch(prefixes.examples + example.key, example)),
];

/** The entries of documents that `storedSketches` made; our own, so their shape is not checked again. */
export const sketchesOf = (stored: readonly StoredSketch[]): LedgerChanges => {
  const changes = {
    kinds: [] as FailureKind[],
    sources: [] as LogSourceSketch[],
    measures: [] as Measure[],
    examples: [] as TemplateExample[],
  };
  for (const { name, document } of stored) {
    if (name.startsWith(prefixes.kinds)) {
      const kind = JSON.parse(document) as Omit<FailureKind, 'times'> & { readonly times: StoredSeries };
      changes.kinds.push({ ...kind, times: seriesOf(kind.times) });
    } else if (name.startsWith(prefixes.measures)) {
      const measure = JSON.parse(document) as Omit<Measure, 'series'> & { readonly series: StoredSeries };
      changes.measures.push({ ...measure, series: seriesOf(measure.series) });
    } else if (name.startsWith(prefixes.examples)) {
      changes.examples.push(JSON.parse(document) as TemplateExample);
    } else if (name.startsWith(prefixes.sources)) {
      const source = JSON.parse(document) as Omit<
        LogSourceSketch,
        'activity' | 'requests' | 'changes' | 'signIns' | 'probes' | 'secrets' | 'transfers'
      > & {
        readonly activity: StoredSeries;
        readonly requests: StoredSeries;
        readonly changes: readonly (readonly [string, Change])[];
        readonly signIns: readonly (readonly [string, SignIns])[];
        readonly probes: readonly (readonly [string, Probes])[];
        /** Absent in what an earlier release stored. */
        readonly secrets?: readonly (readonly [string, WrittenSecrets])[];
        readonly transfers?: readonly (readonly [string, Transfer])[];
      };
      changes.sources.push({
        ...source,
        activity: seriesOf(source.activity),
        requests: seriesOf(source.requests),
        changes: new Map(source.changes),
        signIns: new Map(source.signIns),
        probes: new Map(source.probes),
        secrets: new Map(source.secrets),
        transfers: new Map(source.transfers),
      });
    }
  }
  return changes;
};
