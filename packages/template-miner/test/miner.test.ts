import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createMiner } from '../src/create-miner.ts';
import type { TemplateMiner } from '../src/miner.ts';
import { anyText, messages } from './log-lines.ts';

const learnAll = (miner: TemplateMiner, lines: readonly string[], scope = 's'): readonly string[] =>
  lines.map((line, index) => miner.learn(scope, line, index).templateId);

const textsOf = (lines: readonly string[]): readonly (string | undefined)[] => {
  const miner = createMiner();
  const ids = learnAll(miner, lines);
  return ids.map((id) => miner.template('s', id)?.text);
};

describe('createMiner', () => {
  it.each([
    ['numbers', ['took 5 ms', 'took 17 ms'], 'took <num> ms'],
    ['kinds of one family', ['session 0x1f closed', 'session 77 closed'], 'session <id> closed'],
    ['values behind =', ['login user=ann ok', 'login user=bob ok'], 'login user=<*> ok'],
    ['a missing value', ['login user=ann ok', 'login user= ok'], 'login user=<*> ok'],
    [
      'names behind a word that introduces one',
      ['session for user ann', 'session for user bob'],
      'session for user <*>',
    ],
    [
      'lists of any length',
      ['deleted blocks 1 2 3', 'deleted blocks 4 5', 'deleted blocks 6'],
      'deleted blocks <num+>',
    ],
    [
      'qualified names',
      ['the loader found module com.acme.a', 'the loader found module org.other.b'],
      'the loader found module <*>',
    ],
  ])('makes one template of %s', (_, lines, text) => {
    expect(textsOf(lines)).toEqual(lines.map(() => text));
  });

  it('makes one template of a position that has shown many words', () => {
    const names = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta'];
    const miner = createMiner();
    const ids = learnAll(
      miner,
      names.map((name) => `worker ${name} has joined the pool`),
    );
    expect(new Set(ids.map((id) => miner.template('s', id)?.id)).size).toBe(1);
    expect(miner.templates('s').map(({ text, count }) => ({ text, count }))).toEqual([
      { text: 'worker <*> has joined the pool', count: 7 },
    ]);
  });

  it.each([
    ['two states of a thing', ['link eth is up', 'link eth is down']],
    ['single words', ['running', 'stopped', 'waiting', 'halted']],
    ['other delimiters', ['done (ok)', 'done [ok]']],
  ])('keeps %s apart', (_, lines) => {
    expect(new Set(textsOf(lines)).size).toBe(lines.length);
  });

  it('never mixes scopes', () => {
    const miner = createMiner();
    const [a, b] = [miner.learn('a', 'took 5 ms', 1), miner.learn('b', 'took 5 ms', 1)];
    expect(a.templateId).not.toBe(b.templateId);
    expect(miner.templates('a')).toHaveLength(1);
  });

  it('keeps the id of a template that generalises', () => {
    const miner = createMiner();
    const first = miner.learn('s', 'login user=ann ok', 1);
    const second = miner.learn('s', 'login user=bob ok', 2);
    expect(first).toEqual({ templateId: second.templateId, isNew: true });
    expect(second.isNew).toBe(false);
  });

  it('matches without learning', () => {
    const miner = createMiner();
    const { templateId } = miner.learn('s', 'took 5 ms', 1);
    miner.takeChanges();
    expect(miner.match('s', 'took 9 ms')).toEqual({ templateId, isNew: false });
    expect(miner.match('s', 'something else')).toBeUndefined();
    expect(miner.match('t', 'took 9 ms')).toBeUndefined();
    expect(miner.takeChanges()).toEqual([]);
  });

  it('gives changes once, and what was merged with the id it became part of', () => {
    const miner = createMiner();
    learnAll(miner, ['deleted blocks 1 2', 'took 5 ms']);
    expect(miner.takeChanges().map(({ text }) => text)).toEqual(['deleted blocks <num> <num>', 'took <num> ms']);
    expect(miner.takeChanges()).toEqual([]);
    miner.learn('s', 'took 6 ms', 9);
    expect(miner.takeChanges()).toEqual([expect.objectContaining({ text: 'took <num> ms', count: 2, firstSeenMs: 1 })]);
  });

  it('forgets the least recently used template, and counts it', () => {
    const miner = createMiner({ maxTemplatesPerScope: 16 });
    const lines = Array.from({ length: 20 }, (_, index) =>
      `${String.fromCharCode(97 + index).repeat(3)}(`.repeat(index + 1),
    );
    learnAll(miner, lines);
    expect(miner.templates('s').length).toBeLessThanOrEqual(16);
    expect(miner.evictedCount).toBe(20 - miner.templates('s').length);
    expect(miner.match('s', lines[19] ?? '')).toBeDefined();
    expect(miner.match('s', lines[0] ?? '')).toBeUndefined();
  });

  it('forgets the least recently used scope', () => {
    const miner = createMiner({ maxScopes: 2 });
    for (const scope of ['a', 'b', 'a', 'c']) miner.learn(scope, 'took 5 ms', 1);
    expect(miner.templates('b')).toEqual([]);
    expect(miner.templates('a')).toHaveLength(1);
    expect(miner.evictedCount).toBe(1);
  });

  it('gives the same result for the same messages in the same order', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 40 }), (lines) => {
        const [one, two] = [createMiner(), createMiner({ cachedSignatures: 2 })];
        expect(learnAll(one, lines)).toEqual(learnAll(two, lines));
        expect(one.templates()).toEqual(two.templates());
      }),
    );
  });

  it('never makes a new template of a message that it has learnt', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 40 }), (lines) => {
        const miner = createMiner();
        learnAll(miner, lines);
        const count = miner.templates().length;
        for (const line of lines) {
          expect(miner.match('s', line)).toBeDefined();
          expect(miner.learn('s', line, 99).isNew).toBe(false);
        }
        expect(miner.templates().length).toBeLessThanOrEqual(count);
      }),
    );
  });

  it('goes on after a restore as if it had never stopped', () => {
    fc.assert(
      fc.property(fc.array(messages, { maxLength: 40 }), fc.array(messages, { maxLength: 40 }), (before, after) => {
        const stored = new Map<string, ReturnType<TemplateMiner['takeChanges']>[number]>();
        const [one, two] = [createMiner(), createMiner()];
        before.forEach((line, index) => {
          one.learn('s', line, index);
          if (index % 7 === 0) for (const template of one.takeChanges()) stored.set(template.id, template);
        });
        for (const template of one.takeChanges()) stored.set(template.id, template);
        two.restore(stored.values());
        const idsOf = (miner: TemplateMiner): readonly unknown[] =>
          after.map((line, index) => {
            const { templateId, isNew } = miner.learn('s', line, 100 + index);
            return { templateId, isNew, text: miner.template('s', templateId)?.text };
          });
        expect(idsOf(two)).toEqual(idsOf(one));
      }),
    );
  });

  it('resolves the id of a merged template after a restore', () => {
    const one = createMiner();
    const [first] = learnAll(one, ['deleted blocks 1 2', 'deleted blocks 4 5 6']);
    const two = createMiner();
    two.restore(one.takeChanges());
    expect(two.template('s', first ?? '')?.text).toBe('deleted blocks <num+>');
  });

  it('survives a stored template that points to itself', () => {
    const miner = createMiner();
    miner.restore([{ id: 'x', scope: 's', text: 'a', birthText: 'a', count: 1, firstSeenMs: 0, mergedInto: 'x' }]);
    expect(miner.template('s', 'x')).toBeUndefined();
  });
});
