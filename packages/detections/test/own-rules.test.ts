import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { attackTactics, compileRules, isGrouped, type DetectionRule } from '@bellwether/log-model';
import type { RuleEvidence } from '../src/evidence.ts';
import type { RuleGuidance } from '../src/guidance.ts';
import { ownRules } from '../src/index.ts';
import { matchesOf } from './read-evidence.ts';

const folder = new URL('../src/rules/', import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -3));
const contents = await Promise.all(
  files.map(async (name) => {
    const content = (await import(new URL(`${name}.ts`, folder).href)) as {
      rule: DetectionRule;
      evidence?: () => RuleEvidence;
      guidance?: RuleGuidance;
    };
    return { name, ...content };
  }),
);
const compiled = compileRules(ownRules);

/** Tactics of the techniques that our rules name, from the pages of ATT&CK 19. */
const tacticsOf: Readonly<Record<string, readonly string[]>> = {
  T1021: ['TA0008'],
  'T1021.004': ['TA0008'],
  T1037: ['TA0003', 'TA0004'],
  T1040: ['TA0006', 'TA0007'],
  T1046: ['TA0007'],
  'T1078.004': ['TA0001', 'TA0003', 'TA0004', 'TA0005'],
  T1098: ['TA0003', 'TA0004'],
  'T1098.001': ['TA0003', 'TA0004'],
  'T1098.003': ['TA0003', 'TA0004'],
  T1110: ['TA0006'],
  'T1110.001': ['TA0006'],
  'T1110.003': ['TA0006'],
  T1190: ['TA0001'],
  T1204: ['TA0002'],
  'T1484.002': ['TA0004'],
  T1485: ['TA0040'],
  T1486: ['TA0040'],
  T1490: ['TA0040'],
  'T1496.004': ['TA0040'],
  T1525: ['TA0003'],
  T1529: ['TA0040'],
  T1535: ['TA0005'],
  T1537: ['TA0010'],
  T1546: ['TA0003', 'TA0004'],
  'T1548.005': ['TA0004'],
  'T1550.001': ['TA0008'],
  'T1552.001': ['TA0006'],
  'T1552.005': ['TA0006'],
  'T1555.006': ['TA0006'],
  'T1556.006': ['TA0003', 'TA0006'],
  T1567: ['TA0010'],
  T1580: ['TA0007'],
  T1609: ['TA0002'],
  T1651: ['TA0002'],
  T1666: ['TA0112'],
  T1685: ['TA0112'],
  'T1685.002': ['TA0112'],
  'T1686.001': ['TA0112'],
};

describe('own rules', () => {
  it('lists every rule file once, under the id that is its name', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(contents.map(({ rule }) => rule.id)).toEqual(files);
    expect(ownRules.map(({ id }) => id).toSorted()).toEqual(files.toSorted());
  });

  describe.each(contents)('$name', ({ rule, evidence, guidance }) => {
    it('stands beside events that hit and events that miss', () => {
      expect(evidence?.().hits.length).toBeGreaterThan(0);
      expect(evidence?.().misses.length).toBeGreaterThan(0);
    });

    it('hits its hits and misses its misses as the readers read them', () => {
      const { hits, misses } = evidence?.() ?? { hits: [], misses: [] };
      expect(hits.filter((event) => !matchesOf(compiled, event).some((hit) => hit.rule.id === rule.id))).toEqual([]);
      expect(misses.filter((event) => matchesOf(compiled, event).some((hit) => hit.rule.id === rule.id))).toEqual([]);
    });

    it('says what it is about and why', () => {
      const hits = (evidence?.().hits ?? [])
        .flatMap((event) => matchesOf(compiled, event))
        .filter((hit) => hit.rule.id === rule.id);
      for (const hit of hits) {
        expect(hit.dedupeKey).not.toBe('-');
        expect(hit.group === '').toBe(!isGrouped(rule));
        expect(hit.reasons.length).toBeGreaterThan(0);
      }
      expect(rule.description.length).toBeGreaterThan(40);
    });

    it('says how sure it is, when it is harmless, what to do and where to read on', () => {
      expect(['high', 'medium', 'low']).toContain(guidance?.confidence);
      const { falsePositives = [], response = [], references = [] } = guidance ?? {};
      for (const texts of [falsePositives, response]) {
        expect(texts.length).toBeGreaterThan(0);
        for (const text of texts) expect(text).toMatch(/^[A-Z].{10,200}\.$/);
      }
      expect(references.length).toBeGreaterThan(0);
      for (const link of references) expect(link).toMatch(/^https:\/\//);
    });

    it('names a tactic and technique that belong together in the current release of ATT&CK', () => {
      const { tactic = '', technique = '' } = rule.attack ?? {};
      if (rule.attack === undefined) return;
      expect(Object.keys(attackTactics)).toContain(tactic);
      expect(tacticsOf[technique]).toContain(tactic);
    });
  });
});
