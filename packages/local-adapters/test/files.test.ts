import { escapeForTerminal } from '@bellwether/log-model';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeAlert, makeQuarantined } from '@bellwether/testkit';
import { consoleAlerts, fileAlerts, fileArchive, fileQuarantine } from '../src/index.ts';
import { withDirectory } from './scratch-state.ts';

const hostilePaths = [
  '',
  '/etc/passwd',
  '../outside',
  'a/../../outside',
  'a//b',
  './a',
  'a/.',
  'a\0b',
  'a\\b',
  `a/${'x'.repeat(251)}`,
];

describe('fileArchive and fileQuarantine', () => {
  it.each(hostilePaths)('refuse the path %j', (path) =>
    withDirectory(async (directory) => {
      await expect(fileArchive(directory).write(path, Buffer.from('x'))).rejects.toMatchObject({
        name: 'PortError',
        port: 'archive',
        retryable: false,
      });
      await expect(fileQuarantine(directory).keep(makeQuarantined({ path }))).rejects.toMatchObject({
        name: 'PortError',
        port: 'quarantine',
      });
    }),
  );

  it('fail as ports when the disk refuses', () =>
    withDirectory(async (directory) => {
      await writeFile(join(directory, 'taken'), '');
      await expect(fileArchive(directory).write('taken/a', Buffer.from('x'))).rejects.toMatchObject({
        name: 'PortError',
        operation: 'write',
      });
      await expect(fileQuarantine(directory).keep(makeQuarantined({ path: 'taken/a' }))).rejects.toMatchObject({
        name: 'PortError',
        operation: 'keep',
      });
    }));

  it('write a quarantined record as a document a person can read', () =>
    withDirectory(async (directory) => {
      await fileQuarantine(directory).keep(makeQuarantined({ path: 'quarantine/a/1' }));
      expect(JSON.parse(await readFile(join(directory, 'a', '1.json'), 'utf8'))).toEqual({
        reason: 'bad_gzip',
        sentence: 'The data says it is gzip but cannot be decompressed.',
        origin: 'stream events, shard 1',
        lengthBytes: 4,
        base64: 'H4sA/w==',
      });
    }));
});

describe('fileAlerts', () => {
  const idsIn = async (path: string): Promise<string[]> =>
    (await readFile(path, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { id: string }).id);

  it('tells an alert once over several runs', () =>
    withDirectory(async (directory) => {
      const path = join(directory, 'deep', 'alerts.ndjson');
      await fileAlerts(path).notify(makeAlert({ id: 'a' }));
      const second = fileAlerts(path);
      await second.notify(makeAlert({ id: 'a' }));
      await second.notify(makeAlert({ id: 'b' }));
      expect(await idsIn(path)).toEqual(['a', 'b']);
    }));

  it.each([
    { what: 'behind whole lines', before: `${JSON.stringify(makeAlert({ id: 'a' }))}\n`, ids: ['a', 'b'] },
    { what: 'alone', before: '', ids: ['b'] },
  ])('cuts off half a line $what that a run which died left', ({ before, ids }) =>
    withDirectory(async (directory) => {
      const path = join(directory, 'alerts.ndjson');
      await writeFile(path, before);
      await appendFile(path, '{"id":"b","sub');
      await fileAlerts(path).notify(makeAlert({ id: 'b' }));
      expect(await idsIn(path)).toEqual(ids);
    }),
  );

  it('leaves lines that somebody edited as they are', () =>
    withDirectory(async (directory) => {
      const path = join(directory, 'alerts.ndjson');
      const edited = `a note\n{"no":"id"}\nnull\n${'x'.repeat(200_000)}\n`;
      await writeFile(path, edited);
      await fileAlerts(path).notify(makeAlert());
      expect(await readFile(path, 'utf8')).toBe(`${edited}${JSON.stringify(makeAlert())}\n`);
    }));

  it('finds ids wherever the file is cut into pieces for reading', () =>
    withDirectory(async (directory) => {
      const path = join(directory, 'alerts.ndjson');
      const ids = Array.from({ length: 60 }, (_, index) => `alert-${index}`);
      await writeFile(
        path,
        ids.map((id) => `${JSON.stringify(makeAlert({ id, body: 'ü'.repeat(2_000) }))}\n`).join(''),
      );
      const sink = fileAlerts(path);
      for (const id of ids) {
        await sink.notify(makeAlert({ id }));
      }
      expect(await idsIn(path)).toEqual(ids);
    }));

  it('fails as a port when the disk refuses', () =>
    withDirectory(async (directory) => {
      await expect(fileAlerts(directory).notify(makeAlert())).rejects.toMatchObject({
        name: 'PortError',
        port: 'alerts',
      });
    }));
});

describe('consoleAlerts', () => {
  it('shows an alert once, however many readers send it', async () => {
    const written: string[] = [];
    const alerts = consoleAlerts({ write: (text) => written.push(text) });
    await Promise.all([alerts.notify(makeAlert({ id: 'a' })), alerts.notify(makeAlert({ id: 'a' }))]);
    await alerts.notify(makeAlert({ id: 'b' }));
    expect(written).toHaveLength(2);
  });

  it('writes a line for the subject and an indented body', async () => {
    const written: string[] = [];
    await consoleAlerts({ write: (text) => written.push(text) }).notify(makeAlert({ body: 'one\ntwo' }));
    expect(written).toEqual(['A trail was stopped: main\n  one\n  two\n']);
  });

  it.each([
    { what: 'an escape sequence', text: '\u001b[2Jgone', shown: '\\u{1b}[2Jgone' },
    { what: 'a carriage return', text: 'real\rfake', shown: 'real\\u{d}fake' },
    { what: 'an eight-bit control', text: '\u009b31m', shown: '\\u{9b}31m' },
    { what: 'a change of direction', text: '\u202egpj.exe', shown: '\\u{202e}gpj.exe' },
    { what: 'a line separator', text: 'a\u2028b', shown: 'a\\u{2028}b' },
    { what: 'a line break in a subject', text: 'a\n[CRITICAL] b', shown: 'a\\u{a}[CRITICAL] b' },
    { what: 'ordinary text in every script', text: 'größe 日本語 🦊', shown: 'größe 日本語 🦊' },
  ])('shows $what as it is safe', async ({ text, shown }) => {
    const written: string[] = [];
    await consoleAlerts({ write: (one) => written.push(one) }).notify(makeAlert({ subject: text, body: '' }));
    expect(written.join('')).toBe(`${shown}\n\n`);
  });

  it('never lets a control character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeForTerminal(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(escapeForTerminal(text, true).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
      }),
      { seed: 7 },
    );
  });
});
