import { describe, expect, it } from '@jest/globals';
import { openLocalState } from '@bellwether/local-adapters';
import { showFinding } from '../../src/findings/show-finding.ts';
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
    expect(facts.findings.map(({ rule }) => rule)).toEqual(['critical-failure']);
    expect(facts.failures?.[0]).toMatchObject({ title: 'sorter.log: panic: belt 7 has no motor', count: 1 });
    const state = await openLocalState(space.path('.states/state'));
    try {
      const lines = (await showFinding(state, facts.findings[0]?.id ?? '')) ?? [];
      const hit = lines.findIndex((text) => text.startsWith('> '));
      expect(lines[hit]).toMatch(/CRITICAL {2}\S*sorter\.log:121 {2}panic: belt 7 has no motor$/);
      expect(lines[hit - 1]).toMatch(/sorter\.log:120 {2}parcel 119 sorted$/);
      expect(lines[hit + 3]).toMatch(/sorter\.log:124 {2}parcel 123 sorted$/);
      expect(await showFinding(state, 'no-such-id')).toBeUndefined();
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
