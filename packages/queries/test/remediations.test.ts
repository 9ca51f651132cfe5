import { describe, expect, it } from '@jest/globals';
import type { WorkflowRun, WorkflowRuns } from '@bellwether/ports';
import { noActions, putBackRunName, QueryError, readRemediations, type RemediationsQuery } from '@bellwether/queries';
import { sampleTimeMs } from '@bellwether/testkit';

const runsOf = (runs: readonly WorkflowRun[]): WorkflowRuns => ({
  async *newest() {
    for (const { name, startedMs } of [...runs].sort((left, right) => right.startedMs - left.startedMs))
      yield { name, startedMs };
  },
  get: async (name) => runs.find((run) => run.name === name),
});

const span = { fromMs: sampleTimeMs, toMs: sampleTimeMs + 10_000 };
const succeeded = (output: object | string): Partial<WorkflowRun> => ({
  state: 'succeeded',
  endedMs: sampleTimeMs + 5,
  output: typeof output === 'string' ? output : JSON.stringify(output),
});
const failed = (error: string): Partial<WorkflowRun> => ({ state: 'failed', error, cause: 'Because.' });

const made: readonly WorkflowRun[] = Object.entries({
  a: { state: 'running' } as const,
  b: succeeded({ outcome: 'verified', playbookId: 'restart-trail-logging' }),
  c: succeeded({ outcome: 'rehearsed', playbookId: 'restart-trail-logging', reason: 'It runs dry.', steps: [] }),
  d: succeeded({ outcome: 'nothing_to_do', reason: 'No playbook matches.' }),
  e: failed('RemediationRolledBack'),
  f: failed('RemediationRefused'),
  g: failed('States.Timeout'),
  h: succeeded({ outcome: 'constructor' }),
  i: succeeded('{"cut'),
  j: succeeded({ outcome: 'already_so', reason: 'The trail main is logging.' }),
  k: succeeded({ outcome: 'not_found', reason: 'It is gone.' }),
  l: succeeded({ outcome: 'refused', reason: 'It is protected.' }),
  m: failed('RemediationLeft'),
  n: failed('AccessDenied'),
  o: failed('RemediationDenied'),
  p: failed('RemediationExpired'),
  'put-back-b-20260115120000': succeeded({ outcome: 'put_back', playbookId: 'throttle-function', reason: 'Asked.' }),
  'put-back-d-20260115120001': failed('NothingToPutBack'),
}).map(([name, run], index) => ({
  name,
  startedMs: sampleTimeMs + index,
  ...({ state: 'running', ...run } as Pick<WorkflowRun, 'state'>),
}));
const reads = readRemediations(runsOf(made));

const codeOf = async (run: Promise<unknown>): Promise<unknown> =>
  run.catch((error: unknown) => (error instanceof QueryError ? error.code : error));

const idsOf = async (query: Partial<RemediationsQuery>, limit: number): Promise<readonly string[]> => {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await reads.remediations({ ...span, ...query, limit, ...(cursor === undefined ? {} : { cursor }) });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== undefined && ids.length < 99);
  return ids;
};

describe('the remediations of a span', () => {
  it('stand as their runs ended; what is not known counts as failed', async () => {
    const { items } = await reads.remediations(span);
    expect(items.map(({ id, state, playbook, summary }) => [id, state, playbook, summary])).toEqual([
      ['put-back-d-20260115120001', 'nothing_to_do', undefined, 'Because.'],
      ['put-back-b-20260115120000', 'rolled_back', 'throttle-function', 'Asked.'],
      ['p', 'expired', undefined, 'Because.'],
      ['o', 'rejected', undefined, 'Because.'],
      ['n', 'access_denied', undefined, 'Because.'],
      ['m', 'left', undefined, 'Because.'],
      ['l', 'refused', undefined, 'It is protected.'],
      ['k', 'nothing_to_do', undefined, 'It is gone.'],
      ['j', 'nothing_to_do', undefined, 'The trail main is logging.'],
      ['i', 'failed', undefined, undefined],
      ['h', 'failed', undefined, undefined],
      ['g', 'failed', undefined, 'Because.'],
      ['f', 'refused', undefined, 'Because.'],
      ['e', 'rolled_back', undefined, 'Because.'],
      ['d', 'nothing_to_do', undefined, 'No playbook matches.'],
      ['c', 'dry_run', 'restart-trail-logging', 'It runs dry.'],
      ['b', 'succeeded', 'restart-trail-logging', undefined],
      ['a', 'running', undefined, undefined],
    ]);
    expect(items.at(-2)).toMatchObject({ findingId: 'b', startedMs: sampleTimeMs + 1, endedMs: sampleTimeMs + 5 });
    expect(items.at(-1)).not.toHaveProperty('endedMs');
  });

  it('name the finding of what was put back, and are found by it', async () => {
    expect(putBackRunName('b', Date.UTC(2026, 0, 15, 12))).toBe('put-back-b-20260115120000');
    expect(await idsOf({ findingId: 'b' }, 1)).toEqual(['put-back-b-20260115120000', 'b']);
    const { items } = await reads.remediations({ ...span, state: 'rolled_back' });
    expect(items.map(({ findingId }) => findingId)).toEqual(['b', 'e']);
  });

  it.each<[string, Partial<RemediationsQuery>, string]>([
    ['those in a state', { state: 'failed' }, 'ihg'],
    ['those that were left as they are', { state: 'left' }, 'm'],
    ['all, the newest first', {}, 'put-back-d-20260115120001put-back-b-20260115120000ponmlkjihgfedcba'],
    ['that of a finding', { findingId: 'c' }, 'c'],
    ['those that began in a span', { fromMs: sampleTimeMs + 2, toMs: sampleTimeMs + 4 }, 'dc'],
    ['none of a finding without one', { findingId: 'z' }, ''],
  ])('are %s, on one page or on several', async (_, query, ids) => {
    for (const limit of [1, 2, 50]) expect((await idsOf(query, limit)).join('')).toBe(ids);
  });

  it('are refused beyond a bound, and with the cursor of another question', async () => {
    const many = Array.from({ length: 10_001 }, (_, index) => ({
      ...{ name: `run-${index}`, state: 'running' as const, startedMs: sampleTimeMs + (index % 100) },
    }));
    expect(await codeOf(readRemediations(runsOf(many)).remediations(span))).toBe('too_broad');
    expect(await codeOf(reads.remediations({ ...span, cursor: 'WyJmaW5kaW5ncyIsMSwiYSJd' }))).toBe('bad_cursor');
    expect(await codeOf(reads.remediations({ fromMs: 2, toMs: 1 }))).toBe('bad_query');
  });

  it('end a page early rather than look at every run', async () => {
    const many = Array.from({ length: 600 }, (_, index) => ({
      ...{ name: `run-${index}`, state: 'running' as const, startedMs: sampleTimeMs + index },
    }));
    const { remediations } = readRemediations(runsOf(many));
    const first = await remediations({ ...span, state: 'failed' });
    expect(first.items).toEqual([]);
    expect(await remediations({ ...span, state: 'failed', cursor: first.next ?? '' })).toEqual({ items: [] });
  });
});

describe('a deployment that stores none of it', () => {
  it.each(['groups', 'remediations', 'reports'] as const)('says so of %s', async (question) => {
    expect(await codeOf(noActions[question](span as never))).toBe('not_kept');
  });
});
