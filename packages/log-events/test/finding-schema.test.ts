import { describe, expect, it } from '@jest/globals';
import { makeFinding } from '@bellwether/testkit';
import { findingOf, findingSchema } from '@bellwether/log-model';

describe('a finding that crosses a process', () => {
  it('comes out as it went in', () => {
    const finding = makeFinding();
    expect(findingOf(findingSchema.parse(JSON.parse(JSON.stringify(finding))))).toEqual(finding);
  });

  it('has no field for an attack that is not known', () => {
    const { attack, ...plain } = makeFinding();
    expect(attack).toBeDefined();
    expect(Object.keys(findingOf(findingSchema.parse(plain)))).not.toContain('attack');
  });

  it('loses what does not belong to it', () => {
    expect(findingSchema.parse({ ...makeFinding(), command: 'rm' })).not.toHaveProperty('command');
  });

  it.each<[string, Record<string, unknown>]>([
    ['an id that no workflow may have', { id: 'a/b' }],
    ['an empty id', { id: '' }],
    ['an id that is too long', { id: 'a'.repeat(81) }],
    ['a kind that does not exist', { kind: 'guess' }],
    ['a severity that does not exist', { severity: 'FATAL' }],
    ['a dataset that does not exist', { dataset: 'telnet' }],
    ['a score above 1', { score: 1.01 }],
    ['a score that is no number', { score: Number.NaN }],
    ['a negative count', { count: -1 }],
    ['a time before 1970', { firstSeenMs: -1 }],
    ['resources that are no texts', { resources: { trailName: 7 } }],
    ['reasons that are no list', { reasons: 'because' }],
    ['half an attack', { attack: { tactic: 'TA0005' } }],
  ])('is refused with %s', (_, changes) => {
    expect(findingSchema.safeParse({ ...makeFinding(), ...changes }).success).toBe(false);
  });

  it.each(Object.keys(makeFinding()).filter((name) => name !== 'attack'))('is refused without its %s', (name) => {
    const { [name]: _left, ...rest } = makeFinding() as unknown as Record<string, unknown>;
    expect(findingSchema.safeParse(rest).success).toBe(false);
  });
});
