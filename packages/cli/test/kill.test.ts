import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const command = fileURLToPath(new URL('../bin/bellwether.mjs', import.meta.url));
const lineCount = 120_000;

let directory = '';
let log = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bellwether-kill-'));
  log = join(directory, 'app.log');
  const startMs = Date.UTC(2026, 0, 1);
  const levels = ['INFO', 'INFO', 'WARN', 'ERROR'];
  const lines = Array.from({ length: lineCount }, (_, n) => {
    const trace = n % 1_000 === 0 ? '\n\tat com.example.Shop.checkout(Shop.java:42)' : '';
    return `${new Date(startMs + n * 700).toISOString()} ${levels[n % 4]} call ${n} to 10.0.0.${n % 250} took ${n % 977} ms${trace}`;
  });
  await writeFile(log, `${lines.join('\n')}\n`);
});

afterAll(() => rm(directory, { recursive: true, force: true }));

/** Runs `analyze`, killed after `killAfterMs` when that comes first; gives the printed JSON of a run that ended by itself. */
const analyze = (state: string, killAfterMs?: number): Promise<Record<string, unknown> | undefined> =>
  new Promise((resolve, reject) => {
    const args = [
      command,
      'analyze',
      log,
      '--quiet',
      '--format',
      'json',
      '--state',
      state,
      '--report',
      `${state}.html`,
    ];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let problems = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (problems += chunk.toString()));
    const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      if (code === null) resolve(undefined);
      else if (code === 0) resolve(JSON.parse(out) as Record<string, unknown>);
      else reject(new Error(problems));
    });
  });

const archivedIds = async (state: string): Promise<readonly string[]> => {
  const root = join(state, 'archive');
  const paths = (await readdir(root, { recursive: true })).filter((path) => path.endsWith('.ndjson.gz'));
  const texts = await Promise.all(paths.map(async (path) => gunzipSync(await readFile(join(root, path))).toString()));
  return texts
    .flatMap((text) => text.trimEnd().split('\n'))
    .map((line) => (JSON.parse(line) as { id: string }).id)
    .sort();
};

const seenBy = ({ period, records, sources, templates, findings }: Record<string, unknown>): unknown => ({
  period,
  records,
  sources,
  templates,
  findings,
});

describe('a run that is killed', () => {
  it('goes on where it stopped: nothing is lost, nothing counted or archived twice', async () => {
    const whole = join(directory, 'whole');
    const clean = await analyze(whole);
    expect(clean?.['records']).toMatchObject({ received: lineCount + lineCount / 1_000, classified: lineCount });

    const killed = join(directory, 'killed');
    let last: Record<string, unknown> | undefined;
    let kills = 0;
    for (let killAfterMs = 1_200; last === undefined; killAfterMs += 500) {
      last = await analyze(killed, killAfterMs);
      if (last === undefined) kills += 1;
    }
    expect(kills).toBeGreaterThan(0);
    expect(seenBy(last)).toEqual(seenBy(clean ?? {}));
    expect(await archivedIds(killed)).toEqual(await archivedIds(whole));
  }, 120_000);

  it('reads nothing again when everything was read', async () => {
    const state = join(directory, 'whole');
    const again = await analyze(state);
    expect((again?.['files'] as { newRecords: number }[])[0]?.newRecords).toBe(0);
    expect(again?.['records']).toMatchObject({ received: lineCount + lineCount / 1_000 });
  }, 60_000);
});
