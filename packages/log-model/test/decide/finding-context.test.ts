import { describe, expect, it } from '@jest/globals';
import { maxContextLines, maxContextText, withoutContext } from '@bellwether/log-model';
import { actorOf, contextOf } from '@bellwether/log-model/decide';
import { makeEvent, makeFinding, sampleTimeMs } from '@bellwether/testkit';

describe('what a finding shows first', () => {
  it.each([
    [
      { 'user.name': 'ana', 'source.ip': '203.0.113.9', 'user_agent.original': 'curl/8' },
      'by ana from 203.0.113.9 with curl/8',
    ],
    [{ 'user.id': 'AROA:bo' }, 'by AROA:bo'],
    [{ 'client.ip': '203.0.113.9' }, 'from 203.0.113.9'],
    [{ 'user_agent.original': 'curl/8' }, undefined],
    [{}, undefined],
  ])('names the actor of %j', (attributes, actor) => {
    expect(actorOf([makeEvent({ attributes })])).toBe(actor);
  });

  it('has its first lines, each on one line and bounded', () => {
    const events = Array.from({ length: 9 }, (_, index) =>
      makeEvent({ id: `e${index}`, message: `line ${index}\nmore ${'x'.repeat(1_000)}` }),
    );
    const context = contextOf(events, undefined);
    expect(context?.lines).toHaveLength(maxContextLines);
    expect(context?.lines[0]).toMatchObject({ timeMs: sampleTimeMs, location: 'i-0a1b2c3d4e5f60718' });
    expect(context?.lines[0]?.text).toMatch(/^line 0 more x+\.\.\.$/);
    expect(context?.lines[0]?.text.length).toBeLessThanOrEqual(maxContextText);
  });

  it('is its change alone where no event is at hand, and nothing where neither is known', () => {
    expect(contextOf([], 'Since 10:00:00, /a: a 1.0 started')).toEqual({
      lines: [],
      change: 'Since 10:00:00, /a: a 1.0 started',
    });
    expect(contextOf([], undefined)).toBeUndefined();
  });

  it('is left out for machines', () => {
    const finding = makeFinding();
    expect(withoutContext({ ...finding, context: { lines: [] } })).toEqual(finding);
  });
});
