import { describe, expect, it } from '@jest/globals';
import { logLine } from '@bellwether/testkit';
import { openWorkspace } from './workspace.ts';

const workspace = openWorkspace();

const rule = { name: 'few-errors', kind: 'errors', atLeast: 3 };
const written = async (folder: string, thresholds: unknown): Promise<string> => {
  await workspace.write(`${folder}/thresholds.json`, JSON.stringify({ version: 2, thresholds }));
  return workspace.path(folder);
};

const rulesOf = async (settingsFolder: string, state: string): Promise<readonly string[]> => {
  await workspace.write('app.log', Array.from({ length: 4 }, (_, n) => logLine.error(n)).join('\n'));
  const { facts } = await workspace.analyze(['app.log'], { state, settingsFolder });
  return facts.findings.map(({ rule }) => rule);
};

describe('analysing with settings', () => {
  it('raises what the thresholds say', async () => {
    expect(await rulesOf(await written('settings', { rules: [rule] }), 'with')).toContain('threshold-few-errors');
  });

  it('judges again, by new thresholds, what was read before', async () => {
    expect(await rulesOf(await written('first', { rules: [{ ...rule, atLeast: 90 }] }), 'twice')).toEqual([]);
    expect(await rulesOf(await written('second', { rules: [rule] }), 'twice')).toEqual(['threshold-few-errors']);
  });

  it('refuses settings that cannot be used, before anything is read', async () => {
    const folder = await written('broken', { rules: [{ ...rule, atLeast: 0 }], loudness: 3 });
    await expect(rulesOf(folder, 'broken')).rejects.toThrow(
      'The settings cannot be used:\n  thresholds: thresholds.rules.0.atLeast must be at least 1.\n  thresholds: thresholds holds what is not known: loudness.',
    );
    await expect(rulesOf(workspace.path('nowhere'), 'broken')).rejects.toThrow(
      /^The settings folder .*nowhere cannot be read\.$/,
    );
  });
});
