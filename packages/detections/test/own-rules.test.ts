import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { compileRules, type DetectionRule } from '@bellwether/log-model';
import type { RuleEvidence } from '../src/evidence.ts';
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
    };
    return { name, ...content };
  }),
);
const compiled = compileRules(ownRules);

describe('own rules', () => {
  it('lists every rule file once, under the id that is its name', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(contents.map(({ rule }) => rule.id)).toEqual(files);
    expect(ownRules.map(({ id }) => id).toSorted()).toEqual(files.toSorted());
  });

  describe.each(contents)('$name', ({ rule, evidence }) => {
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
        expect(hit.group === '').toBe(rule.threshold === undefined);
        expect(hit.reasons.length).toBeGreaterThan(0);
      }
      expect(rule.description.length).toBeGreaterThan(40);
      expect(rule.references?.length).toBeGreaterThan(0);
    });
  });
});
