/** Ids of events as a report names them. */
export interface NamedIds {
  readonly named: readonly string[];
  /** How many are not named: too many, or too long. */
  readonly left: number;
}

/** The first ids that can be named whole. None is cut, for a part of an id leads nowhere. */
export const nameIds = (ids: readonly string[], maxIds: number, maxCharacters: number): NamedIds => {
  const named = ids.filter(({ length }) => length <= maxCharacters).slice(0, maxIds);
  return { named, left: ids.length - named.length };
};
