import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ageReasonOf, callsRefusalOf, freezeReasonOf, readFreezes } from '@bellwether/playbooks';

const minuteMs = 60_000;

describe('the age of a finding', () => {
  const at = (ageMs: number) => ageReasonOf({ lastSeenMs: 0 }, { maxFindingAgeMs: 60 * minuteMs }, ageMs);

  it.each([
    [0, undefined],
    [60 * minuteMs, undefined],
    [60 * minuteMs + 1, 'longer than 60'],
    [-minuteMs, undefined],
    [-minuteMs - 1, 'in the future'],
    [Number.NaN, 'in the future'],
  ])('of %d ms comes to %j', (ageMs, reason) => {
    expect(at(ageMs) ?? '').toContain(reason ?? '');
    expect(at(ageMs) === undefined).toBe(reason === undefined);
  });
});

describe('freezes', () => {
  const day = '2026-12-24T00:00Z/2026-12-27T00:00Z';
  it.each([
    [day, '2026-12-23T23:59:59.999Z', false],
    [day, '2026-12-24T00:00:00.000Z', true],
    [day, '2026-12-26T23:59:59.999Z', true],
    [day, '2026-12-27T00:00:00.000Z', false],
    [`2026-01-01T00:00:00Z/2026-01-02T00:00:00Z, ${day}`, '2026-12-25T12:00:00Z', true],
    ['2026-12-24T00:00+02:00/2026-12-24T04:00+02:00', '2026-12-23T22:00:00Z', true],
    ['', '2026-12-25T12:00:00Z', false],
    // Doubt counts as now, whatever the other spans say.
    ['2026-12-24/2026-12-27', '2020-01-01T00:00:00Z', true],
    ['2026-12-24T00:00/2026-12-27T00:00', '2020-01-01T00:00:00Z', true],
    ['2026-12-27T00:00Z/2026-12-24T00:00Z', '2020-01-01T00:00:00Z', true],
    ['2026-13-45T00:00Z/2026-12-27T00:00Z', '2020-01-01T00:00:00Z', true],
    [`${day},weekends`, '2020-01-01T00:00:00Z', true],
    [`${day}/2026-12-28T00:00Z`, '2020-01-01T00:00:00Z', true],
    ['always', '2020-01-01T00:00:00Z', true],
  ])('%j at %s: %s', (text, now, isOn) => {
    expect(freezeReasonOf({ freezes: readFreezes(text) }, Date.parse(now)) !== undefined).toBe(isOn);
  });

  it('are never fewer than the text names, whatever else it holds', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const freezes = readFreezes(`${text},${day}`);
        expect(freezeReasonOf({ freezes }, Date.parse('2026-12-25T00:00Z'))).toBeDefined();
      }),
    );
  });
});

it.each([
  [0, true],
  [2, true],
  [3, false],
])('%d calls of at most 2 are allowed: %s', (calls, isAllowed) => {
  const steps = Array.from({ length: calls }, (_, index) => `ec2:StopInstances on i-${index}`);
  expect(callsRefusalOf(steps, { maxPlannedCalls: 2 }) === undefined).toBe(isAllowed);
});
