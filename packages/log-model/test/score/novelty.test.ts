import { describe, expect, it } from '@jest/globals';
import { defaultNoveltyPolicy, isNewFailure, severities } from '@bellwether/log-model';
import { noonMs } from '../event-factory.ts';

const { learningMs, criticalLearningMs, newForMs } = defaultNoveltyPolicy;

describe('a new kind of failure', () => {
  it.each<[string, number, number, number, boolean]>([
    ['appeared when its scope was known for long', noonMs, noonMs - learningMs, noonMs, true],
    ['appeared while its scope was still learning', noonMs, noonMs - learningMs + 1, noonMs, false],
    ['is the scope’s first', noonMs, noonMs, noonMs, false],
    ['was seen a while ago', noonMs, noonMs - learningMs, noonMs + newForMs - 1, true],
    ['is known by now', noonMs, noonMs - learningMs, noonMs + newForMs, false],
    ['comes late, from before its first sight', noonMs, noonMs - learningMs, noonMs - 1, true],
  ])('that %s', (_, templateFirstSeenMs, scopeFirstSeenMs, timestampMs, isNew) => {
    expect(isNewFailure({ severity: 'ERROR', timestampMs }, templateFirstSeenMs, scopeFirstSeenMs)).toBe(isNew);
  });

  it.each([
    ['after the first minutes of its scope', criticalLearningMs, true],
    ['not before', criticalLearningMs - 1, false],
  ])('that is critical is new %s', (_, knownMs, isNew) => {
    const critical = { severity: 'CRITICAL', timestampMs: noonMs } as const;
    expect(isNewFailure(critical, noonMs, noonMs - knownMs)).toBe(isNew);
  });

  it('is an error or worse', () => {
    const isNew = severities.filter((severity) =>
      isNewFailure({ severity, timestampMs: noonMs }, noonMs, noonMs - learningMs),
    );
    expect(isNew).toEqual(['CRITICAL', 'ERROR']);
  });
});
