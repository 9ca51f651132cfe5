import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { cloudTrailFile, cloudTrailRecord } from '@bellwether/testkit';
import { manyLines, openWorkspace } from './workspace.ts';

const workspace = openWorkspace();
const command = fileURLToPath(new URL('../bin/bellwether.mjs', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a program in the workspace; `during` may look on and interfere. */
const run = async (
  program: string,
  args: readonly string[],
  during: (child: ReturnType<typeof spawn>) => Promise<void> | void = () => undefined,
): Promise<Ended> => {
  const child = spawn(program, args, {
    cwd: workspace.path('.'),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '' },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const code = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  await during(child);
  return { code: await code, out, err };
};

const bellwether = (args: readonly string[], during?: Parameters<typeof run>[2]): Promise<Ended> =>
  run(process.execPath, [command, ...args], during);

const analyze = (name: string, ...rest: readonly string[]): readonly string[] => [
  'analyze',
  name,
  '--state',
  `.states/${name}`,
  '--report',
  `.states/${name}.html`,
  ...rest,
];

describe('the exit code', () => {
  it.each<[number, string, readonly string[]]>([
    [0, 'everything was read', analyze('good.log')],
    [0, 'a digest was left out', analyze('digest.json')],
    [0, 'a file is empty', analyze('empty.log')],
    [1, 'an input could not be fully read', analyze('cut.log.gz')],
    [1, 'an input is not there', analyze('nowhere.log')],
    [2, 'an option has a value that it cannot have', analyze('good.log', '--format', 'xml')],
    [2, 'there is no such option', analyze('good.log', '--frmat', 'json')],
    [2, 'nothing is named', ['analyze']],
    [2, 'there is no such command', ['analyse', 'good.log']],
    [2, 'the report would be written over a log', ['analyze', 'good.log', '--report', 'good.log']],
    [3, 'a finding is as severe as --fail-on says', analyze('trail.json.gz', '--fail-on', 'ERROR')],
    [3, 'it says so in any case', analyze('trail.json.gz', '--fail-on', 'error')],
    [0, 'such a finding is not reported', analyze('trail.json.gz', '--fail-on', 'error', '--until', '2020-01-01')],
    [0, 'no finding is as severe as --fail-on says', analyze('good.log', '--fail-on', 'TRACE')],
    [0, 'help was asked for', ['analyze', '--help']],
    [2, 'a command below a command is called wrongly', ['findings', 'show']],
    [0, 'help was asked for of a command below a command', ['findings', 'show', '--help']],
    [2, 'a command below a command takes no such option', ['findings', 'show', 'x', '--limit', '3']],
    [2, 'lines of a table on AWS are asked for', ['findings', 'show', 'x', '--table', 't']],
    [2, 'the configuration that is named is not there', analyze('good.log', '--config', 'nowhere.json')],
    [2, 'the configuration has an unknown option', analyze('good.log', '--config', 'wrong.json')],
    [3, 'the configuration says --fail-on', analyze('trail.json.gz', '--config', 'strict.json')],
    [0, 'no configuration is to be read', analyze('good.log', '--no-config')],
    [0, 'the end of a file was shown', ['tail', 'good.log', '--no-follow']],
    [1, 'one of two files cannot be shown', ['tail', 'good.log', 'nowhere.log', '--no-follow']],
    [2, 'the file to show is not there', ['tail', 'nowhere.log']],
    [2, 'a log group and a file are to be shown', ['tail', 'good.log', '--log-group', 'x']],
    [2, 'a shell is unknown', ['completion', 'csh']],
    [2, 'an option belongs to another choice', ['replay', '--quarantine', '--from', '2026-01-01']],
  ])('is %i when %s', async (code, _, args) => {
    await workspace.write('good.log', manyLines(20));
    await workspace.write('empty.log', '');
    await workspace.write('wrong.json', '{"analyze":{"stat":"x"}}');
    await workspace.write('strict.json', '{"analyze":{"fail-on":"error"}}');
    await workspace.write('cut.log.gz', gzipSync(manyLines(200)).subarray(0, 400));
    await workspace.write('digest.json', '{"digestStartTime":"2026-01-15T12:00:00Z","logFiles":[]}');
    await workspace.write('trail.json.gz', cloudTrailFile([cloudTrailRecord()]));
    const ended = await bellwether(args);
    expect(ended).toMatchObject({ code });
    if (code === 2) {
      expect(ended.out).toBe('');
      expect(ended.err).not.toBe('');
      expect(await readFile(workspace.path('good.log'), 'utf8')).toBe(manyLines(20));
    }
  });
});

describe('the output', () => {
  it('is one JSON document and nothing else when JSON is asked for', async () => {
    await workspace.write('json.log', manyLines(20));
    const { out, err, code } = await bellwether(analyze('json.log', '--format', 'json'));
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      period: { start: '2026-01-15T12:00:00.000Z', end: '2026-01-15T12:05:00.000Z' },
      records: { received: 20, classified: 20 },
      files: [{ name: 'json.log', outcome: 'ok', problems: [], newRecords: 20 }],
      problems: [],
    });
  });

  it('has no period in JSON when no event was read', async () => {
    const { out } = await bellwether(analyze('nothing', '--format', 'json'));
    expect(JSON.parse(out)).toMatchObject({ period: null, records: { received: 0 }, problems: [{ name: 'nothing' }] });
  });

  it('names what needs a look, without terminal codes that a file name may hold', async () => {
    await workspace.write('bad/\u001b[2Jempty.log', '');
    const { out, code } = await bellwether(analyze('bad'));
    expect(code).toBe(0);
    expect(out).toContain('No events were read.');
    expect(out).toContain('empty.log: skipped. The file is empty.');
    expect(out).not.toContain('\u001b');
    expect(out).toContain('1 file, 0 with new records.');
  });

  it('may be closed before its end, as head does, without a word', async () => {
    await workspace.write('pipe.log', manyLines(200));
    for (const format of ['text', 'json']) {
      const { err, code } = await bellwether(analyze('pipe.log', '--format', format), (child) => {
        child.stdout?.destroy();
      });
      expect([code, err]).toEqual([0, '']);
    }
  });
});

describe('standard input and pipes', () => {
  it('are read like files, and a second time only for what is new', async () => {
    await workspace.write('first.log', manyLines(20));
    await workspace.write('more.log', manyLines(30));
    const shell = async (script: string): Promise<Ended> =>
      run('bash', ['-c', script.replaceAll('BELLWETHER', `'${process.execPath}' '${command}'`)]);
    const flags = '--state .states/pipe --report .states/pipe.html --format json';
    const newRecords = ({ out }: Ended): unknown =>
      (JSON.parse(out) as { files: readonly { name: string; newRecords: number }[] }).files.map((file) => [
        file.name,
        file.newRecords,
      ]);
    expect(newRecords(await shell(`cat first.log | BELLWETHER analyze - ${flags}`))).toEqual([['stdin', 20]]);
    expect(newRecords(await shell(`cat more.log | BELLWETHER analyze - ${flags}`))).toEqual([['stdin', 10]]);
    const substituted = await shell(`BELLWETHER analyze <(sed s/request/answer/ first.log) ${flags}`);
    expect(newRecords(substituted)).toEqual([['pipe-1', 20]]);
    expect(existsSync(workspace.path('.states/pipe/spool'))).toBe(false);
  }, 60_000);
});

describe('a stream that goes on', () => {
  const shell = async (script: string, during?: Parameters<typeof run>[2]): Promise<Ended> =>
    run('bash', ['-c', script.replaceAll('BELLWETHER', `'${process.execPath}' '${command}'`)], during);
  const flags = (name: string): string => `--quiet --state .states/${name} --report .states/${name}.html`;

  it.each([
    [
      'from tail -f',
      (name: string) =>
        `tail -n +1 -f ${name}.log | BELLWETHER analyze - ${flags(name)} & sleep 12; kill -INT $!; pkill -P $$ tail; wait`,
    ],
    [
      'from a FIFO',
      (name: string) =>
        `mkfifo ${name}.fifo; (cat ${name}.log; sleep 12) > ${name}.fifo & BELLWETHER analyze ${name}.fifo ${flags(name)}`,
    ],
    ['from a process substitution', (name: string) => `BELLWETHER analyze <(cat ${name}.log; sleep 12) ${flags(name)}`],
  ])(
    'is analysed while it comes %s, and reported whole at its end',
    async (title, script) => {
      const name = `live-${title.replaceAll(/\W/g, '')}`;
      await workspace.write(`${name}.log`, `${manyLines(20)}2026-01-15T12:01:00Z FATAL the disk is full\n`);
      let liveMs: number | undefined;
      const begunMs = Date.now();
      const { out, err } = await shell(script(name), (child) => {
        child.stdout?.on('data', (chunk: Buffer) => {
          if (chunk.toString().includes('the disk is full')) liveMs ??= Date.now() - begunMs;
        });
      });
      expect(err).toBe('');
      expect(liveMs).toBeLessThan(11_000);
      expect(out).toMatch(/^2026-01-15T12:01:00\.000Z {2}CRITICAL {2}\S+: the disk is full \(1\)$/m);
      expect(out).toContain('1 file, 1 with new records.');
    },
    60_000,
  );

  it('is shown by tail while it grows, until Ctrl-C', async () => {
    await workspace.write('growing.log', '2026-01-15T12:00:00Z ERROR first\n');
    const ended = await bellwether(['tail', 'growing.log'], async (child) => {
      const said: string[] = [];
      child.stdout?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
      const until = async (text: string): Promise<void> => {
        for (let tries = 0; tries < 200 && !said.join('').includes(text); tries += 1) await wait(50);
      };
      await until('first');
      await appendFile(workspace.path('growing.log'), '2026-01-15T12:00:01Z WARNING second\n');
      await until('second');
      child.kill('SIGINT');
    });
    expect(ended).toEqual({
      code: 0,
      err: '',
      out: '2026-01-15T12:00:00.000Z  ERROR     first\n2026-01-15T12:00:01.000Z  WARNING   second\n',
    });
  }, 60_000);
});

describe('an error', () => {
  it('is one line of JSON on standard error where JSON is asked for', async () => {
    for (const args of [
      analyze('x', '--format', 'json', '--since', 'soon'),
      ['findings', '-f', 'json', '--state', 'x'],
    ]) {
      const { out, err, code } = await bellwether(args);
      expect([out, code]).toEqual(['', 2]);
      expect(err.trim().split('\n')).toHaveLength(1);
      expect(JSON.parse(err)).toMatchObject({ error: { code: 'usage', exitCode: 2 } });
    }
  }, 30_000);
});

describe('a run that is stopped with Ctrl-C', () => {
  it('says that running again goes on, and does so', async () => {
    await workspace.write('long.log', manyLines(30_000));
    const args = analyze('long.log', '--format', 'json');
    const stopped = await bellwether(args, async (child) => {
      // The first batch was written: the run is in the middle of the file.
      while (child.exitCode === null && !existsSync(workspace.path('.states/long.log/archive/events'))) await wait(5);
      child.kill('SIGINT');
    });
    expect(stopped.code).toBe(130);
    expect(stopped.out).toBe('');
    expect(stopped.err).toContain('run the same command again to continue');
    const { out, code } = await bellwether(args);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ records: { received: 30_000, classified: 30_000 } });
  }, 90_000);
});
