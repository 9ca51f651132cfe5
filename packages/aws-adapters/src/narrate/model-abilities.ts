/** Ways to hold an answer to its shape, the strictest first. */
const ways = ['schema', 'tool', 'words'] as const;
export type ShapeWay = (typeof ways)[number];

/** What was found out about models, by exact id and region: what holds for one says nothing of another. */
export interface ModelAbilities {
  /** The strictest way that was not refused. */
  shapeWay(modelId: string, region: string): ShapeWay;
  /**
   * Remembers that a way was refused.
   *
   * @returns whether another one is left
   */
  refuse(modelId: string, region: string, way: ShapeWay): boolean;
  counts(modelId: string, region: string): boolean;
  countsNot(modelId: string, region: string): void;
}

/** Remembers for as long as the process lives: models change what they take with their releases, and a release is a new id. */
export const modelAbilities = (): ModelAbilities => {
  const shapes = new Map<string, ShapeWay>();
  const without = new Set<string>();
  const key = (modelId: string, region: string): string => `${region}\n${modelId}`;
  return {
    shapeWay: (modelId, region) => shapes.get(key(modelId, region)) ?? 'schema',
    refuse: (modelId, region, way) => {
      const next = ways[ways.indexOf(way) + 1];
      // With words alone nothing of the shape is left that could be refused: the fault is another, and the next question begins anew.
      if (next === undefined) shapes.delete(key(modelId, region));
      else shapes.set(key(modelId, region), next);
      return next !== undefined;
    },
    counts: (modelId, region) => !without.has(key(modelId, region)),
    countsNot: (modelId, region) => {
      without.add(key(modelId, region));
    },
  };
};

/** Of this process. */
export const knownAbilities = modelAbilities();
