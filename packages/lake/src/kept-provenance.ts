import { datasets, ingestionPaths, type KeptProvenance, type Provenance } from '@bellwether/log-model';

export const isOneOf = <Word extends string>(words: readonly Word[], value: unknown): value is Word =>
  typeof value === 'string' && (words as readonly string[]).includes(value);

/** What is archived of a provenance: the event has the origin among its own fields. */
export const keptProvenanceOf = ({ origin: _origin, ...kept }: Provenance): KeptProvenance => kept;

/** Reads back what was kept of a provenance; undefined for what is not one, and the record is then from a source nobody knows. */
export const readKeptProvenance = (value: unknown): KeptProvenance | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const { ingestionPath, sendingAccount, object, declaredDataset } = value as Partial<
    Record<keyof KeptProvenance, unknown>
  >;
  if (!isOneOf(ingestionPaths, ingestionPath)) return undefined;
  const { bucket, key } = (typeof object === 'object' && object !== null ? object : {}) as Record<string, unknown>;
  return {
    ingestionPath,
    ...(typeof sendingAccount === 'string' ? { sendingAccount } : {}),
    ...(typeof bucket === 'string' && typeof key === 'string' ? { object: { bucket, key } } : {}),
    ...(isOneOf(datasets, declaredDataset) ? { declaredDataset } : {}),
  };
};
