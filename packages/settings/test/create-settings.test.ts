import { describe, expect, it } from '@jest/globals';
import { PortError } from '@bellwether/ports';
import type { SettingsDocument, SettingsSource } from '@bellwether/ports';
import { defaultContents } from '@bellwether/settings';
import { createSettings, observedSettings } from '@bellwether/settings/documents';
import { memoryClock, memorySettings } from '@bellwether/testkit';

const thresholds = (alertMinSeverity: string) => ({ version: 2, thresholds: { alertMinSeverity } });

const start = (documents: Readonly<Record<string, unknown>> = {}) => {
  const source = memorySettings(documents);
  const clock = memoryClock();
  const cache = createSettings({ source, now: () => clock.now() });
  const severity = async (): Promise<string> => (await cache.current()).settings.thresholds.alertMinSeverity;
  const pass = (ms: number): void => clock.advance(ms);
  return { source, clock, cache, severity, pass };
};

/** Lets what runs in the background come to its end. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('settings that are kept', () => {
  it('are read once and used without asking again', async () => {
    const { source, severity } = start({ thresholds: thresholds('ERROR') });
    expect([await severity(), await severity()]).toEqual(['ERROR', 'ERROR']);
    expect(source.asked).toHaveLength(1);
  });

  it('are refreshed in the background: the caller does not wait, the next one has them', async () => {
    const { source, severity, pass } = start({ thresholds: thresholds('ERROR') });
    await severity();
    source.put('thresholds', JSON.stringify(thresholds('INFO')));
    pass(61_000);
    expect(await severity()).toBe('ERROR');
    await settle();
    expect(await severity()).toBe('INFO');
  });

  it('are waited for after a long pause', async () => {
    const { source, severity, pass } = start({ thresholds: thresholds('ERROR') });
    await severity();
    source.put('thresholds', JSON.stringify(thresholds('INFO')));
    pass(300_000);
    expect(await severity()).toBe('INFO');
  });

  it('are refreshed document by document, each at its own age', async () => {
    const { source, severity, pass } = start();
    await severity();
    pass(31_000);
    await severity();
    await settle();
    pass(31_000);
    await severity();
    await settle();
    expect(source.asked.slice(1)).toEqual([['mutes'], ['thresholds', 'mutes', 'routes', 'outputs']]);
  });

  it('are asked for once when many want them at the same time', async () => {
    const { source, cache } = start({ thresholds: thresholds('ERROR') });
    await Promise.all(Array.from({ length: 10 }, () => cache.current()));
    expect(source.asked).toHaveLength(1);
  });

  it('cannot be changed by who uses them', async () => {
    const { settings } = await start({ mutes: { version: 2, mutes: [] } }).cache.current();
    expect(() => (settings.mutes as unknown[]).push({})).toThrow(TypeError);
    expect(() => Object.assign(settings.thresholds, { alertMinSeverity: 'TRACE' })).toThrow(TypeError);
  });

  it('say which version of each document is in use', async () => {
    const { cache } = start({ thresholds: thresholds('ERROR') });
    expect((await cache.current()).versions).toMatchObject({ thresholds: '1', mutes: 'built-in' });
  });
});

describe('settings whose source is down', () => {
  it('at the start are the built-in ones, with a word about it, and are asked for again', async () => {
    const { source, cache, severity, pass } = start({ thresholds: thresholds('ERROR') });
    source.answers(false);
    const first = await cache.current();
    expect(first.settings).toEqual(defaultContents);
    expect(first.fallbacks).toMatchObject([{ reason: 'unavailable' }]);
    source.answers(true);
    pass(10_000);
    expect(await severity()).toBe('ERROR');
    expect((await cache.current()).fallbacks).toEqual([]);
  });

  it('at the start are those of the environment, where it has any', async () => {
    const source = memorySettings();
    source.answers(false);
    const fallback = { thresholds: { ...defaultContents.thresholds, alertMinSeverity: 'CRITICAL' as const } };
    const { settings } = await createSettings({ source, now: () => 0, fallback }).current();
    expect(settings.thresholds.alertMinSeverity).toBe('CRITICAL');
  });

  it('later are the last good ones, however long it lasts', async () => {
    const { source, cache, severity, pass } = start({ thresholds: thresholds('ERROR') });
    await severity();
    source.answers(false);
    for (let hour = 0; hour < 48; hour += 1) {
      pass(3_600_000);
      expect(await severity()).toBe('ERROR');
    }
    expect((await cache.current()).fallbacks).toMatchObject([{ reason: 'unavailable' }]);
  });

  it('leave the source alone for a while after each failure', async () => {
    const { source, severity, pass } = start();
    source.answers(false);
    for (let second = 0; second < 30; second += 1) {
      await severity();
      await settle();
      pass(1_000);
    }
    expect(source.asked).toHaveLength(3);
  });
});

describe('a document that is refused', () => {
  it('leaves the last good one of its name in use, and every other its newest', async () => {
    const { source, cache, pass } = start({ thresholds: thresholds('ERROR'), grouping: { version: 2, grouping: {} } });
    await cache.current();
    source.put('thresholds', JSON.stringify(thresholds('LOUD')));
    source.put('grouping', JSON.stringify({ version: 2, grouping: { windowMinutes: 15 } }));
    pass(3_600_000);
    const { settings, versions, fallbacks } = await cache.current();
    expect(settings).toMatchObject({ thresholds: { alertMinSeverity: 'ERROR' }, grouping: { windowMinutes: 15 } });
    expect(versions).toMatchObject({ thresholds: '1', grouping: '4' });
    expect(fallbacks).toMatchObject([
      {
        reason: 'refused',
        document: 'thresholds',
        version: '3',
        problems: [expect.stringContaining('must be one of')],
      },
    ]);
  });

  it('is forgotten when a good one follows, or when it is removed', async () => {
    const { source, cache, severity, pass } = start({ thresholds: thresholds('LOUD') });
    expect((await cache.current()).fallbacks).toHaveLength(1);
    source.put('thresholds', JSON.stringify(thresholds('INFO')));
    pass(3_600_000);
    expect(await severity()).toBe('INFO');
    source.remove('thresholds');
    pass(3_600_000);
    expect(await severity()).toBe('WARNING');
    expect((await cache.current()).fallbacks).toEqual([]);
  });
});

describe('settings without a source', () => {
  it('are the built-in ones, and that is no fallback', async () => {
    const current = await createSettings({ now: () => 0 }).current();
    expect(current).toMatchObject({ settings: defaultContents, fallbacks: [] });
  });
});

describe('settings that are observed', () => {
  it('are counted as a fallback as long as they are one, and said about once', async () => {
    const { source, cache, pass } = start({ thresholds: thresholds('ERROR') });
    const said: string[] = [];
    const counted: string[] = [];
    const current = observedSettings(
      cache,
      {
        info: (sentence, fields) => said.push(`${sentence} ${fields?.['thresholds']}`),
        warn: (sentence, fields) => said.push(`${sentence} ${String(fields?.['reason'])}`),
      },
      { add: (name, value) => counted.push(`${name} ${value}`) },
    );
    await current();
    source.answers(false);
    for (let run = 0; run < 3; run += 1) {
      pass(3_600_000);
      await current();
    }
    expect(counted).toEqual(Array.from({ length: 3 }, () => 'SettingsFallbacks 1'));
    expect(said).toEqual(['Settings are in use. 1', 'Settings that were written are not in use. unavailable']);
  });
});

describe('a source that answers late', () => {
  it('holds up only the first caller, and its late answer counts when it comes', async () => {
    const answers: ((documents: readonly SettingsDocument[]) => void)[] = [];
    const source: SettingsSource = { load: () => new Promise((resolve) => answers.push(resolve)) };
    let nowMs = 0;
    const cache = createSettings({ source, now: () => nowMs });
    const first = cache.current();
    answers.shift()?.([{ name: 'thresholds', version: '1', text: JSON.stringify(thresholds('ERROR')) }]);
    expect((await first).settings.thresholds.alertMinSeverity).toBe('ERROR');
    nowMs = 61_000;
    expect((await cache.current()).settings.thresholds.alertMinSeverity).toBe('ERROR');
    nowMs = 62_000;
    await cache.current();
    expect(answers).toHaveLength(1);
    answers.shift()?.([{ name: 'thresholds', version: '2', text: JSON.stringify(thresholds('INFO')) }]);
    await settle();
    expect((await cache.current()).settings.thresholds.alertMinSeverity).toBe('INFO');
  });

  it('that throws what is no port error is taken for one that did not answer', async () => {
    const source: SettingsSource = { load: async () => Promise.reject(new PortError('settings', 'load', false)) };
    expect((await createSettings({ source, now: () => 0 }).current()).fallbacks).toMatchObject([
      { reason: 'unavailable' },
    ]);
  });
});
