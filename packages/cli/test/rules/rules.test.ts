import { readFile, symlink } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { ownRules } from '@bellwether/detections';
import { ownGuidance } from '@bellwether/detections/guidance';
import { cloudTrailFile } from '@bellwether/testkit';
import { importRules } from '../../src/rules/import-rules.ts';
import { byReason, loadRules, rulesOf } from '../../src/rules/load-rules.ts';
import { originOfCheckout } from '../../src/rules/origin-of-checkout.ts';
import { jsonOfRule, textOfImport, textOfRule } from '../../src/rules/render-rules.ts';
import { testRules } from '../../src/rules/test-rules.ts';
import { runBacktest } from '../../src/rules/backtest-rule.ts';
import { openWorkspace } from '../workspace.ts';
import { checkoutFiles, writeCheckout } from './checkout.ts';
import { analyzeTrail, span, trailRecords } from './trail.ts';

const workspace = openWorkspace();
const stop = 'sigma-11111111-aaaa-4aaa-8aaa-000000000001';
/** Four denied calls of alice; bob has two. */
const many = {
  rule: 'sigma-11111111-aaaa-4aaa-8aaa-000000000004',
  dedupeKey: 'arn:aws:iam::111122223333:user/alice',
  count: 4,
  severity: 'ERROR',
};
const named = 'sigma-11111111-aaaa-4aaa-8aaa-000000000002';

describe('bellwether rules import', () => {
  it('copies what can run as it is, with licences, authors and links, and says what it leaves out', async () => {
    const checkout = await writeCheckout(workspace);
    await symlink('/etc/hostname', workspace.path('checkout/rules/link.yml'));
    const out = workspace.path('imported');
    const { rules, leftOut, folder } = await importRules(checkout, out);
    expect(folder).toBe(out);
    expect(rules.map(({ kind }) => kind)).toEqual(['rule', 'rule', 'rule', 'correlation', 'filter']);
    expect(rules.find(({ id }) => id === stop)).toEqual({
      id: stop,
      title: 'A trail was stopped',
      kind: 'rule',
      author: 'A. Author',
      license: 'Detection Rule License 1.1',
      link: 'https://github.com/SigmaHQ/sigma/blob/0123456789abcdef0123456789abcdef01234567/rules/cloud/aws/cloudtrail/stop.yml',
      file: 'rules/cloud/aws/cloudtrail/stop.yml',
    });
    expect(byReason(leftOut).map(({ reason, count }) => [reason, count])).toEqual([
      ['a log source that is not read', 1],
      ['its status is deprecated', 1],
      ['look-around in |re is not supported', 1],
      ['not a YAML file within bounds', 1],
    ]);
    for (const file of ['LICENSE.Detection.Rules.md', 'rules/cloud/aws/cloudtrail/stop.yml'])
      expect(await readFile(`${out}/${file}`, 'utf8')).toBe(checkoutFiles[file]);
    await expect(readFile(`${out}/deprecated/old.yml`)).rejects.toThrow('ENOENT');
    expect(await readFile(`${out}/import.json`, 'utf8')).not.toContain('secret');
    expect((await loadRules(out)).leftOut).toEqual([]);
  });

  it('replaces an earlier import, and no other folder', async () => {
    const checkout = await writeCheckout(workspace);
    const again = workspace.path('again');
    await importRules(checkout, again);
    await workspace.write('again/own.yml', checkoutFiles['deprecated/old.yml'] ?? '');
    await importRules(checkout, again);
    expect(await readFile(`${again}/own.yml`, 'utf8')).toContain('title: Old');
    await workspace.write('other/file.txt', 'x');
    await expect(importRules(checkout, workspace.path('other'))).rejects.toThrow('was not made by an import');
    await expect(importRules(checkout, checkout)).rejects.toThrow('names the checkout itself');
    await expect(importRules(workspace.path('nowhere'), undefined)).rejects.toThrow('There is no folder');
  });

  it('writes nothing for a dry run', async () => {
    const result = await importRules(await writeCheckout(workspace), undefined);
    expect(result.folder).toBeUndefined();
    expect(textOfImport(result)).toContain('3 rules, 1 correlation and 1 filter can run here.');
    expect(textOfImport(result)).toContain('Nothing was copied.');
  });

  it('knows nothing of the origin of a folder that is not a checkout', async () => {
    await workspace.write('plain/a.yml', 'a: b');
    expect(await originOfCheckout(workspace.path('plain'))).toBeUndefined();
  });
});

describe('bellwether rules explain', () => {
  it('says what a rule compares, its filters, and who wrote it', async () => {
    const loaded = await loadRules(await writeCheckout(workspace));
    const rule = rulesOf(loaded).find(({ id }) => id === stop);
    const text = rule === undefined ? '' : textOfRule(rule);
    for (const part of ['A trail was stopped', 'Defense Impairment, T1685.002', '"eventName":"StopLogging"', 'the filter Not the bot', 'A planned change', 'A. Author, Sigma rule'])
      expect(text).toContain(part); // prettier-ignore
    expect(rule && (JSON.parse(jsonOfRule(rule)) as unknown)).toMatchObject({
      ...{ id: stop, mode: 'live' },
      attack: { version: '19', tactic: 'TA0112', technique: 'T1685.002' },
    });
  });

  it('says of our own rules what to do and when they are harmless', () => {
    const rule = ownRules.find(({ id }) => id === 'root-activity');
    const text = rule === undefined ? '' : textOfRule(rule, ownGuidance['root-activity']);
    for (const part of ['high confidence', 'What to do\n  1. Check that it was planned.', 'Harmless when it is', 'See\n  https://'])
      expect(text).toContain(part); // prettier-ignore
  });
});

describe('bellwether rules test', () => {
  it('runs our own rules on their own events', async () => {
    const { lines, failed } = await testRules(undefined, 'text');
    expect(failed).toBe(false);
    expect(lines.at(-1)).toMatch(/^\d\d+ passed, 0 failed, 0 without/);
  });

  it('runs rules of a folder on the events beside them, and fails for malformed files', async () => {
    const { lines, failed } = await testRules(await writeCheckout(workspace, 'tested'), 'text');
    expect(failed).toBe(true);
    expect(lines.join('\n')).toContain('broken.yml: it is not YAML');
    expect(lines.at(-1)).toBe('1 passed, 0 failed, 2 without events of their own.');
  });

  it('fails where an event does not do what it stands for', async () => {
    await workspace.write('wrong/stop.yml', checkoutFiles['rules/cloud/aws/cloudtrail/stop.yml'] ?? '');
    await workspace.write(
      'wrong/stop.events.yml',
      (checkoutFiles['rules/cloud/aws/cloudtrail/stop.events.yml'] ?? '').replace('hits', 'x').replace('misses', 'hits').replace('x:', 'misses:'), // prettier-ignore
    );
    const { lines, failed } = await testRules(workspace.path('wrong'), 'text');
    expect(failed).toBe(true);
    expect(lines).toEqual([
      `${stop} failed`,
      '  Event 1 of hits does not match.',
      '  Event 1 of misses matches.',
      '0 passed, 1 failed, 0 without events of their own.',
    ]);
  });
});

describe('rules of Sigma in an analysis', () => {
  it('make findings beside our own, filtered and deduplicated as those are', async () => {
    const rules = await writeCheckout(workspace, 'ran');
    const { facts, rules: ran } = await analyzeTrail(workspace, 'ran-state', rules);
    const sigma = facts.findings.filter(({ rule }) => rule.startsWith('sigma-'));
    expect(sigma.map(({ rule, count }) => [rule, count])).toEqual(expect.arrayContaining([[stop, 1], [named, 1]])); // prettier-ignore
    expect(facts.findings.filter(({ rule }) => rule === 'cloudtrail-logging-disabled')).toHaveLength(2);
    // What only correlations look at is not a finding of its own.
    expect(sigma.some(({ rule }) => rule.endsWith('3'))).toBe(false);
    expect(sigma.filter(({ rule }) => rule.endsWith('4'))).toMatchObject([many]);
    expect(ran?.rules).toHaveLength(3);
  });

  it('correlate events of several files in event time, and once, in whatever order they are read', async () => {
    const rules = await writeCheckout(workspace, 'correlated');
    const halves = [0, 1].map((half) => trailRecords.filter((_, index) => index % 2 === half));
    for (const [half, records] of halves.entries())
      await workspace.write(`halves/${half}.json.gz`, cloudTrailFile(records));
    const options = { state: 'halves', rulesFolder: rules };
    const correlated = async (file: string): Promise<readonly unknown[]> =>
      (await workspace.analyze([file], options)).facts.findings.filter(({ rule }) => rule.endsWith('4'));
    // The later half first: two denied calls of alice in each.
    expect(await correlated('halves/1.json.gz')).toEqual([]);
    await correlated('halves/0.json.gz');
    expect(await correlated('halves')).toMatchObject([many]);
  });

  it('find in the archive what they would have found, and say what is not certain', async () => {
    const rules = await writeCheckout(workspace, 'tried');
    await analyzeTrail(workspace, 'tried-state', undefined);
    const loaded = await loadRules(rules);
    const backtest = async (id: string): Promise<unknown> => {
      const rule = rulesOf(loaded).find((one) => one.id === id);
      if (rule === undefined) throw new Error(id);
      return JSON.parse(await runBacktest(rule, loaded.dialect, workspace.path('.states/tried-state'), span, 'json'));
    };
    expect(await backtest(stop)).toMatchObject({
      events: 8,
      matches: 1,
      possible: 0,
      findings: 1,
      days: [{ day: '2026-01-14', findings: 1, matches: 1, possible: 0 }],
      examples: [{ time: '2026-01-14T07:00:00.000Z', message: 'cloudtrail.amazonaws.com StopLogging' }],
    });
    expect(await backtest(named)).toMatchObject({ matches: 0, possible: 2, unknownFields: ['requestParameters.name'] });
    expect(await backtest('access-denied-burst')).toMatchObject({ findings: 0 });
    expect(await backtest('cloudtrail-logging-disabled')).toMatchObject({ matches: 2, findings: 1, isAtLeast: true });
  });
});
