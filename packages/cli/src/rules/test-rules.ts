import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ownRules } from '@bellwether/detections';
import { ownEvidence } from '@bellwether/detections/evidence';
import { compileRules, escapedJson, oneLine, type CompiledRules, type DetectionRule } from '@bellwether/log-model';
import { loadRules } from './load-rules.ts';
import { matchLine, type GivenEvent } from './match-line.ts';
import { evidenceSuffix, readRuleFile } from './read-rule-folder.ts';
import { leftOutLines } from './render-rules.ts';

/** Events that a rule must match, and events that it must not. */
interface RuleEvents {
  readonly hits: readonly GivenEvent[];
  readonly misses: readonly GivenEvent[];
}

/** How a rule came out. */
interface RuleTest {
  readonly id: string;
  /** `untested`: it has no events of its own. */
  readonly outcome: 'passed' | 'failed' | 'untested';
  /** What went wrong, a sentence each. */
  readonly problems: readonly string[];
}

const maxEvents = 1_000;

/** A record of a list: an object, a line, or either with the `logGroup` that it comes from. */
const givenOf = (value: unknown): GivenEvent => {
  const [logGroup, event] =
    typeof value === 'object' && value !== null && 'event' in value && 'logGroup' in value
      ? [String(value.logGroup), value.event]
      : ['', value];
  return { logGroup, text: typeof event === 'string' ? event : JSON.stringify(event) };
};

const listIn = (content: unknown, name: string): readonly GivenEvent[] => {
  const list =
    typeof content === 'object' && content !== null && Object.hasOwn(content, name)
      ? (content as Record<string, unknown>)[name]
      : undefined;
  return Array.isArray(list) ? list.slice(0, maxEvents).map(givenOf) : [];
};

/** @throws RuleFileError when there are events that cannot be read */
const eventsBeside = async (folder: string, file: string): Promise<RuleEvents | undefined> => {
  const name = file.replace(/\.ya?ml$/i, evidenceSuffix);
  if ((await stat(join(folder, ...name.split('/'))).catch(() => undefined)) === undefined) return undefined;
  const [document] = await readRuleFile(folder, name);
  return { hits: listIn(document?.content, 'hits'), misses: listIn(document?.content, 'misses') };
};

const testRule = (compiled: CompiledRules, { id }: DetectionRule, events: RuleEvents | undefined): RuleTest => {
  if (events === undefined) return { id, outcome: 'untested', problems: [] };
  const problems: string[] = [];
  if (events.hits.length === 0) problems.push('No event says what it hits.');
  if (events.misses.length === 0) problems.push('No event says what it misses.');
  const check = (kind: 'hit' | 'miss', given: readonly GivenEvent[]): void => {
    for (const [index, event] of given.entries()) {
      try {
        const isMatch = matchLine(compiled, event).some(({ rule }) => rule.id === id);
        if (isMatch !== (kind === 'hit'))
          problems.push(
            kind === 'hit' ? `Event ${index + 1} of hits does not match.` : `Event ${index + 1} of misses matches.`,
          );
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        problems.push(`Event ${index + 1} of ${kind === 'hit' ? 'hits' : 'misses'}: ${error.message}.`);
      }
    }
  };
  check('hit', events.hits);
  check('miss', events.misses);
  return { id, outcome: problems.length === 0 ? 'passed' : 'failed', problems };
};

const testOwn = (): readonly RuleTest[] => {
  const compiled = compileRules(ownRules);
  return ownRules.map((rule) => testRule(compiled, rule, ownEvidence[rule.id]?.()));
};

/** Tests of a folder's rules, and sentences about files that cannot be used. */
const testFolder = async (
  folder: string,
): Promise<{
  readonly tests: readonly RuleTest[];
  readonly leftOut: Awaited<ReturnType<typeof loadRules>>['leftOut'];
}> => {
  const { RuleFileError } = await import('@bellwether/log-model/sigma');
  const loaded = await loadRules(folder);
  const compiled = compileRules(
    loaded.rules.map(({ read }) => read),
    { sigma: loaded.dialect },
  );
  const tests: RuleTest[] = [];
  for (const { file, read } of loaded.rules) {
    try {
      tests.push(testRule(compiled, read, await eventsBeside(folder, file)));
    } catch (error) {
      if (!(error instanceof RuleFileError)) throw error;
      tests.push({ id: read.id, outcome: 'failed', problems: [error.message] });
    }
  }
  return { tests, leftOut: loaded.leftOut };
};

/**
 * Runs rules on their own events: those of a folder, or our own.
 *
 * @returns what to print, and whether a rule failed or a document of the folder is malformed
 */
export const testRules = async (
  folder: string | undefined,
  format: 'text' | 'json',
): Promise<{ readonly lines: readonly string[]; readonly failed: boolean }> => {
  const { tests, leftOut } = folder === undefined ? { tests: testOwn(), leftOut: [] } : await testFolder(folder);
  const malformed = leftOut.filter(({ reason }) => reason === 'malformed' || reason.startsWith('not a YAML'));
  const failed = tests.some(({ outcome }) => outcome === 'failed') || malformed.length > 0;
  if (format === 'json')
    return {
      lines: [...tests, ...malformed.map((one) => ({ ...one, outcome: 'malformed' }))].map((one) => escapedJson(one)),
      failed,
    };
  const of = (outcome: RuleTest['outcome']): number => tests.filter((test) => test.outcome === outcome).length;
  return {
    lines: [
      ...tests
        .filter(({ outcome }) => outcome === 'failed')
        .flatMap(({ id, problems }) => [
          `${oneLine(id, 120)} failed`,
          ...problems.map((one) => `  ${oneLine(one, 300)}`),
        ]),
      ...leftOutLines(malformed),
      `${of('passed')} passed, ${of('failed')} failed, ${of('untested')} without events of their own.`,
    ],
    failed,
  };
};
