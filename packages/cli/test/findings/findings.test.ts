import { dayMs } from '@bellwether/log-model';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openLocalState } from '@bellwether/local-adapters';
import { makeFinding, sampleTimeMs } from '@bellwether/testkit';
import { runFindings, type FindingsFlags } from '../../src/findings/findings-command.ts';

/** A state with four findings, and the command over it. */
const withFindings = async (
  test: (run: (flags?: Partial<FindingsFlags>, ids?: readonly string[]) => Promise<Ran>) => Promise<void>,
): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'bellwether-findings-'));
  try {
    const state = await openLocalState(folder);
    for (const finding of [
      makeFinding({ id: 'a', severity: 'ERROR', scope: 'one' }),
      makeFinding({ id: 'b', severity: 'CRITICAL', scope: 'one', lastSeenMs: sampleTimeMs + dayMs }),
      makeFinding({ id: 'c', severity: 'ERROR', scope: 'two', lastSeenMs: sampleTimeMs + 2 * dayMs }),
      makeFinding({
        id: 'd',
        severity: 'WARNING',
        title: 'cleared \u001b[2J\nERROR  new  x',
        lastSeenMs: sampleTimeMs + 3 * dayMs,
      }),
    ])
      await state.findings.raise(finding);
    await state.close();
    await test(async (flags = {}, ids = []) => {
      const lines: string[] = [];
      const all = { state: folder, limit: 50, format: 'json', ...flags } as const;
      const unknown = await runFindings(
        ids,
        all,
        () => sampleTimeMs + 9 * dayMs,
        (line) => lines.push(line),
      );
      return { lines, unknown, ids: () => lines.map((line) => (JSON.parse(line) as { readonly id: string }).id) };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

interface Ran {
  readonly lines: readonly string[];
  readonly unknown: readonly string[];
  readonly ids: () => readonly string[];
}

describe('bellwether findings', () => {
  it.each<[string, Partial<FindingsFlags>, readonly string[]]>([
    ['all, the newest first', {}, ['d', 'c', 'b', 'a']],
    ['those of a severity', { severity: 'CRITICAL' }, ['b']],
    ['those of a scope', { scope: 'one' }, ['b', 'a']],
    ['those that are new', { status: 'new', limit: 2 }, ['d', 'c']],
    ['those of a time', { from: '2026-01-16', until: '2026-01-17T23:59Z' }, ['c', 'b']],
    ['none where none is', { scope: 'three' }, []],
  ])('lists %s', async (_, flags, ids) =>
    withFindings(async (run) => {
      expect((await run(flags)).ids()).toEqual(ids);
    }),
  );

  it('marks findings, which are then found as what they are marked', () =>
    withFindings(async (run) => {
      const marked = await run({ mark: 'resolved' }, ['a', 'nothing', 'c']);
      expect(marked.unknown).toEqual(['nothing']);
      expect(JSON.parse(marked.lines[0] ?? '')).toMatchObject({
        state: 'resolved',
        stateSinceMs: sampleTimeMs + 9 * dayMs,
      });
      expect((await run({ status: 'resolved' })).ids()).toEqual(['c', 'a']);
      expect((await run({ status: 'new' })).ids()).toEqual(['d', 'b']);
    }));

  it('marks findings as of a time, unless a later mark stands', () =>
    withFindings(async (run) => {
      const [marked] = (await run({ mark: 'suppressed', at: '2026-01-16T08:00+01:00' }, ['a'])).lines;
      const sinceMs = Date.UTC(2026, 0, 16, 7);
      expect(JSON.parse(marked ?? '')).toMatchObject({ state: 'suppressed', stateSinceMs: sinceMs });
      const [kept] = (await run({ mark: 'new', at: '2026-01-16T06:59Z' }, ['a'])).lines;
      expect(JSON.parse(kept ?? '')).toMatchObject({ state: 'suppressed', stateSinceMs: sinceMs });
      // Seen on the third day after it is said to be resolved.
      const [seen] = (await run({ mark: 'resolved', at: '2026-01-16' }, ['d'])).lines;
      expect(JSON.parse(seen ?? '')).toMatchObject({ state: 'new' });
    }));

  it.each<[string, Partial<FindingsFlags>, RegExp]>([
    ['that cannot be read', { mark: 'resolved', at: 'soon' }, /--at takes a time such as/],
    ['that lies in the future', { mark: 'resolved', at: '2026-01-24T12:00:00.001Z' }, /--at takes a time in the past/],
    ['of no mark', { at: '2026-01-16' }, /--at says since when/],
  ])('refuses a time %s, and marks nothing', async (_, flags, message) =>
    withFindings(async (run) => {
      await expect(run(flags, ['a'])).rejects.toThrow(message);
      expect((await run({ status: 'new' })).ids()).toEqual(['d', 'c', 'b', 'a']);
    }),
  );

  it('prints one line a finding, whatever its title holds', () =>
    withFindings(async (run) => {
      const { lines } = await run({ format: 'text' });
      expect(lines).toHaveLength(4);
      expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      expect(lines[1]).toContain('ERROR     new          c');
    }));

  it('refuses a filter beside ids, which would be ignored', () =>
    withFindings(async (run) => {
      await expect(run({ severity: 'ERROR' }, ['b'])).rejects.toThrow('Either ids or --severity');
      await expect(run({ mark: 'resolved', until: '2026-01-16' }, ['b'])).rejects.toThrow('Either ids or --until');
      expect((await run({ status: 'resolved' })).ids()).toEqual([]);
    }));

  it.each<[string, Partial<FindingsFlags>, RegExp]>([
    ['what is no time', { from: 'yesterday' }, /--from takes a time such as/],
    ['a time that ends before it begins', { from: '2026-01-02', until: '2026-01-01' }, /--from must be before --until/],
    ['marking without ids', { mark: 'resolved' }, /Name the findings to mark/],
    ['a folder without a state', { state: '/nowhere' }, /contains no state\. Name the folder/],
  ])('refuses %s', async (_, flags, message) =>
    withFindings(async (run) => {
      await expect(run(flags)).rejects.toThrow(message);
    }),
  );
});
