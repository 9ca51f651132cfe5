import { describe, expect, it } from '@jest/globals';
import { dayMs } from '@bellwether/log-model';
import { openArchiveQueries, openLocalState, stateLayout } from '@bellwether/local-adapters';
import { joinFindings } from '@bellwether/report';
import { jsonOfShown, showFinding, textOfShown } from '../../src/findings/show-finding.ts';
import { openWorkspace } from '../workspace.ts';

const space = openWorkspace();
const line = (minute: number, text: string): string =>
  `${new Date(Date.UTC(2026, 0, 14, 6) + minute * 60_000).toISOString()} ${text}\n`;

/** Four hours of a quiet log with one panic in them, on line 121. */
const log = Array.from({ length: 240 }, (_, minute) =>
  line(minute, minute === 120 ? 'FATAL panic: belt 7 has no motor' : `INFO parcel ${minute} sorted`),
).join('');

describe('findings show', () => {
  it('prints the lines of a finding with their numbers and the lines around them', async () => {
    await space.write('sorter.log', log);
    const { facts } = await space.analyze(['sorter.log']);
    // The ledger and the detector of new failures both see it; one finding is stored, also when the log is judged again.
    expect(facts.findings.map(({ rule }) => rule)).toEqual(['critical-failure']);
    expect((await space.analyze(['sorter.log'])).facts.findings).toEqual(facts.findings);
    expect(joinFindings(facts.findings, facts.failures ?? []).findings).toHaveLength(1);
    expect(facts.failures?.[0]).toMatchObject({ title: 'sorter.log: panic: belt 7 has no motor', count: 1 });
    const state = await openLocalState(space.path('.states/state'));
    try {
      const shown = (await showFinding(state, facts.findings[0]?.id ?? ''))!;
      const lines = textOfShown(shown);
      const hit = lines.findIndex((text) => text.startsWith('> '));
      expect(lines[hit]).toMatch(/CRITICAL {2}\S*sorter\.log:121 {2}panic: belt 7 has no motor$/);
      expect(lines[hit - 1]).toMatch(/sorter\.log:120 {2}parcel 119 sorted$/);
      expect(lines[hit + 3]).toMatch(/sorter\.log:124 {2}parcel 123 sorted$/);
      expect(JSON.parse(jsonOfShown(shown))).toMatchObject({
        rule: 'critical-failure',
        firstSeen: '2026-01-14T08:00:00.000Z',
        lines: [
          Array.from({ length: 7 }, (_, index) => ({
            isEvidence: index === 3,
            line: 118 + index,
            time: new Date(Date.UTC(2026, 0, 14, 7, 57 + index)).toISOString(),
          })),
        ],
      });
      expect(await showFinding(state, 'no-such-id')).toBeUndefined();
    } finally {
      await state.close();
    }
  });

  /** Five hours of eight lines a minute; in one minute 400 errors, and at the end nothing while another file goes on. */
  const busy = (minutes: number, isLoud: (minute: number) => boolean): string =>
    Array.from({ length: minutes }, (_, minute) =>
      Array.from({ length: isLoud(minute) ? 400 : 8 }, (__, index) =>
        line(minute + (index % 60) / 60, `${isLoud(minute) ? 'ERROR' : 'INFO'} request ${index} served`),
      ).join(''),
    ).join('');

  it('shows lines of a finding that only counted, and the question for all of them', async () => {
    await space.write(
      "busy/o'clock.log",
      busy(300, (minute) => minute === 250),
    );
    const { facts } = await space.analyze(["busy/o'clock.log"], { state: 'busy' });
    const spike = facts.findings.find(({ rule }) => rule === 'error-spike');
    const state = await openLocalState(space.path('.states/busy'));
    const shown = (await showFinding(state, spike?.id ?? '').finally(() => state.close()))!;
    expect(shown.isCounted).toBe(true);
    expect(shown.parts.flat().map(({ severity }) => severity)).toEqual(Array.from({ length: 5 }, () => 'ERROR'));
    const sql = /^More: bellwether query "(.*)"$/.exec(textOfShown(shown).at(-1) ?? '')?.[1] ?? '';
    expect(sql).toContain("o''clock.log'");
    const queries = await openArchiveQueries(stateLayout(space.path('.states/busy')));
    try {
      let count = 0;
      for await (const row of (await queries.ask(sql)).rows) count += row.length === 3 ? 1 : 0;
      expect(count).toBe(400);
    } finally {
      queries.close();
    }
  });

  it('finds the lines of a finding that goes on for years', async () => {
    await space.write('years/sorter.log', log);
    const { facts } = await space.analyze(['years/sorter.log'], { state: 'years' });
    const state = await openLocalState(space.path('.states/years'));
    try {
      const [finding] = facts.findings;
      const years = {
        ...finding!,
        firstSeenMs: finding!.firstSeenMs - 800 * dayMs,
        lastSeenMs: finding!.lastSeenMs + dayMs,
      };
      await state.findings.raise({ ...years, id: 'years' });
      const shown = await showFinding(state, 'years');
      expect(shown?.parts[0]?.find(({ isEvidence }) => isEvidence)?.message).toBe('panic: belt 7 has no motor');
    } finally {
      await state.close();
    }
  });

  it('gives the same failures when nothing is new, from what is kept', async () => {
    await space.write('again/sorter.log', log);
    const first = await space.analyze(['again/sorter.log'], { state: 'again' });
    const second = await space.analyze(['again/sorter.log'], { state: 'again' });
    expect(second.files[0]?.newRecords).toBe(0);
    expect(second.facts.failures).toEqual(first.facts.failures);
    expect(second.facts.findings).toEqual(first.facts.findings);
  });
});
