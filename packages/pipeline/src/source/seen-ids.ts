/** The ids of one group of lines, to know those that come twice. */
export interface SeenIds {
  /** Whether the id came before; remembers it. */
  readonly isKnown: (id: string) => boolean;
}

/**
 * CloudWatch Logs gives ids that ascend. As long as they do, each is compared with the one before alone; the first that
 * does not makes a set of all of them.
 */
export const createSeenIds = (): SeenIds => {
  const ascending: string[] = [];
  let seen: Set<string> | undefined;
  let last = '';
  return {
    isKnown: (id) => {
      if (seen === undefined && id > last) {
        ascending.push(id);
        last = id;
        return false;
      }
      seen ??= new Set(ascending);
      if (seen.has(id)) return true;
      seen.add(id);
      return false;
    },
  };
};
