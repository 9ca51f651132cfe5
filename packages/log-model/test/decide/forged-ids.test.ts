import { describe, expect, it } from '@jest/globals';
import { createMiner, spreadHash } from '@bellwether/log-model';
import { findingIdOf } from '@bellwether/log-model/decide';
import { memoryTemplates } from '@bellwether/testkit';

// The five characters at the end of each forgery were found in seconds by inverting the steps of the hash that ids were once made of,
// from both ends to the middle. `spreadHash` still is that hash.

const scope = '111122223333:/app/web';
const benign = 'request served from cache';
const forged = 'payment ledger is corrupt, orders are lost \u4e9d\ubdf0\uc4c5\u514b\u4e38';

describe('an id that an attacker tries to forge', () => {
  it('is another for the line of a new failure than for the benign line it was forged to meet', async () => {
    expect(spreadHash(`${scope}\n${forged}`)).toBe(spreadHash(`${scope}\n${benign}`));
    const store = memoryTemplates();
    const miner = createMiner();
    const known = miner.learn(scope, benign, 1);
    await store.save(miner.takeChanges());
    const fresh = miner.learn(scope, forged, 2);
    await store.save(miner.takeChanges());
    expect(fresh.isNew).toBe(true);
    expect(fresh.templateId).not.toBe(known.templateId);
    expect((await store.load(scope)).map(({ text, firstSeenMs }) => [text, firstSeenMs])).toEqual([
      [benign, 1],
      [forged, 2],
    ]);
  });

  it('is another for a finding about a name that was forged to meet the finding about another', () => {
    const windowStartMs = 1_768_478_400_000;
    const name = 'ana\u4e26\u911f\ube77\u9827\u4ece';
    const hashOf = (key: string): string => spreadHash(`failed-logins\n111122223333\n${key}\n${windowStartMs}`);
    expect(hashOf(name)).toBe(hashOf('ben'));
    const idOf = (key: string): string => findingIdOf('failed-logins', '111122223333', key, windowStartMs);
    expect(idOf(name)).not.toBe(idOf('ben'));
  });

  it('takes no template from another: what was stored under its id with another birth text stays beside it', () => {
    const honest = createMiner();
    const { templateId } = honest.learn(scope, benign, 1);
    const miner = createMiner();
    miner.restore([
      { id: templateId, scope, text: 'other words here', birthText: 'other words here', count: 5, firstSeenMs: 0 },
    ]);
    const { templateId: own, isNew } = miner.learn(scope, benign, 3);
    expect(isNew).toBe(true);
    expect(own).not.toBe(templateId);
    expect(miner.template(scope, templateId)).toMatchObject({ text: 'other words here', count: 5 });
    miner.restore([{ id: own, scope, text: 'late', birthText: 'late', count: 1, firstSeenMs: 0 }]);
    expect(miner.template(scope, own)).toMatchObject({ text: benign, birthText: benign });
  });

  it('stays, and the birth text with it, when the text generalises', () => {
    const miner = createMiner();
    const { templateId } = miner.learn(scope, 'connection from 10.0.0.1 port 22 user=ana closed', 1);
    const before = miner.template(scope, templateId);
    for (const user of ['ben', 'cleo', 'dan', 'eve', 'finn', 'gus', 'hal'])
      miner.learn(scope, `connection from 10.0.0.1 port 22 user=${user} closed`, 2);
    const after = miner.template(scope, templateId);
    expect(after?.text).not.toBe(before?.text);
    expect(after?.birthText).toBe(before?.birthText);
  });
});
