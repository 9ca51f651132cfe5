import type { Lake } from '@bellwether/ports';
import * as z from 'zod/mini';
import { windowFactsVersion } from '../collect/window-facts.ts';
import { missingReasons } from '../windows/coverage.ts';
import { sourceKinds } from '../sources/source-offer.ts';

const time = z.int();
const amount = z.number().check(z.minimum(0));

/** A plan as it lies in the lake: everything that the functions of a run have in common. */
export const analysisPlan = z.object({
  version: z.literal(1),
  id: z.string(),
  name: z.string().check(z.describe('Analyses of one selection have one name, and are compared with each other.')),
  title: z.string(),
  selection: z.array(z.string()),
  patterns: z.array(z.string()),
  createdMs: time,
  windows: z.array(
    z.object({
      id: z.string(),
      startMs: time,
      endMs: time,
      reason: z.exactOptional(z.enum(missingReasons)).check(z.describe('Why it is not analysed at all.')),
    }),
  ),
  source: z.object({
    kind: z.enum(sourceKinds),
    logGroups: z.exactOptional(z.array(z.string())),
    cannotGive: z.array(z.string()),
  }),
  cutByRetention: z.array(z.object({ logSource: z.string(), keptSinceMs: time })),
  estimate: z.object({ events: amount, usd: amount, seconds: amount, longestSeconds: amount }),
  revision: z.string(),
});
export type AnalysisPlan = z.output<typeof analysisPlan>;

export const planPathOf = (runId: string): string => `analyses/runs/${runId}/plan.json`;
/** Not a document that is stored compressed: the machine itself reads it. */
export const windowListPathOf = (runId: string): string => `analyses/runs/${runId}/windows.jsonl`;

/** In which version a window is analysed: facts of another version, source or revision are not taken for it. */
export const windowVersionOf = ({ source, revision }: Pick<AnalysisPlan, 'source' | 'revision'>): string =>
  [windowFactsVersion, source.kind, ...(revision === '' ? [] : [revision])].join('-');

export const factsPathOf = (windowId: string, version: string): string =>
  `analyses/windows/${windowId}/${version}.json`;

/** The plan of a run; undefined where there is none, or one of another version. */
export const readPlan = async (lake: Pick<Lake, 'read'>, runId: string): Promise<AnalysisPlan | undefined> => {
  const bytes = await lake.read(planPathOf(runId));
  if (bytes === 'not_found') return undefined;
  const read = z.safeParse(analysisPlan, JSON.parse(Buffer.from(bytes).toString('utf8')));
  return read.success ? read.data : undefined;
};

/** @throws RangeError when there is no such plan */
export const planOf = async (lake: Pick<Lake, 'read'>, runId: string): Promise<AnalysisPlan> => {
  const plan = await readPlan(lake, runId);
  if (plan === undefined) throw new RangeError(`There is no plan of the run ${runId}. Start the analysis again.`);
  return plan;
};
