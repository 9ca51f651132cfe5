import { execFile, spawn } from 'node:child_process';
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { cloudTrailFile, cloudTrailRecord } from '@bellwether/testkit';
import { writeCheckout } from './rules/checkout.ts';
import { manyLines, openWorkspace } from './workspace.ts';

const workspace = openWorkspace();
const root = fileURLToPath(new URL('../../..', import.meta.url));
const command = join(root, 'packages/cli/bin/bellwether.mjs');
const documents = ['README.md', 'packages/cli/README.md', 'docs/cli.md', 'docs/configuration.md', 'docs/replay.md'];

/** What stands in documents for names of the reader's own, and for what is not on this machine. */
const names: readonly (readonly [RegExp, string])[] = [
  [/<files or folders\.\.\.>/g, 'logs'],
  [/--train <files\.\.\.> --score <files\.\.\.>/g, '--train sessions.log --score sessions.log'],
  [/<files\.\.\.>/g, 'app.log'],
  [/<file\.csv>/g, 'content.csv'],
  [/<file>/g, 'app.log'],
  [/<csv>/g, 'series.csv'],
  [/<regex>/g, "'session (s[0-9]+)'"],
  [/\/var\/log/g, 'var/log'],
  // A whole day takes a minute.
  [/simulate --out day/g, 'simulate --out day --events 5000'],
  // The command is built already.
  [/^npm run build$/gm, ''],
];

/** Lines that need a cloud: they are read, and not run. */
const needsCloud = /--table|--machine|--outputs|terraform |--undelivered|--lake|--log-group|^\s*--|aws /;

/** Shell blocks of a document that call the command, with the names replaced. */
const blocksOf = (text: string): readonly string[] =>
  [...text.matchAll(/```sh\n([\s\S]*?)```/g)]
    .map(([, block = '']) => names.reduce((so, [pattern, name]) => so.replace(pattern, name), block))
    .filter((block) => /\bbellwether [a-z]/.test(block) && !/docker|git clone|npm run demo/.test(block));

const linesOf = (block: string): readonly string[] =>
  block
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');

const script = (name: string, text: string): Promise<void> =>
  workspace.write(`bin/${name}`, `#!/bin/bash\n${text}\n`).then((path) => chmod(path, 0o755));

const shell = async (line: string, cwd: string): Promise<{ readonly code: number; readonly err: string }> => {
  const child = spawn('bash', ['-c', `set -o pipefail; ${line}`], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: `${workspace.path('bin')}:${process.env['PATH'] ?? ''}`, HOME: workspace.path('home') },
  });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const code = await new Promise<number>((resolve, reject) =>
    child.on('error', reject).on('close', (ended) => resolve(ended ?? 1)),
  );
  return { code, err };
};

/** Everything that the documents name, in a folder of its own. */
const prepare = async (folder: string): Promise<void> => {
  const write = (name: string, content: string | Uint8Array) => workspace.write(`${folder}/${name}`, content);
  await write('app.log', manyLines(200));
  await write('orders.log', manyLines(20));
  await write('logs/app.log', manyLines(200));
  await write('var/log/app.log.gz', gzipSync(manyLines(50)));
  await write('var/log/other.log', manyLines(50));
  await write('cloudtrail/trail.json.gz', cloudTrailFile([cloudTrailRecord()]));
  await write('content.csv', 'Id,Content\n1,request 1 served\n2,request 2 served\n');
  const day = (n: number): string => new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString();
  await write(
    'series.csv',
    `timestamp,value\n${Array.from({ length: 50 }, (_, n) => `${day(n)},${n % 5}\n`).join('')}`,
  );
  await write(
    'sessions.log',
    Array.from({ length: 120 }, (_, n) => `${day(n)} INFO session s${n % 60} opened\n`).join(''),
  );
  await writeCheckout(workspace, `${folder}/sigma`);
};

beforeAll(async () => {
  await mkdir(workspace.path('bin'), { recursive: true });
  await script('npx', `shift; exec '${process.execPath}' '${command}' "$@"`);
  await script('bellwether', `exec '${process.execPath}' '${command}' "$@"`);
  await script('kubectl', `printf '%s' '${manyLines(5)}'`);
  await script('journalctl', `echo '{"MESSAGE":"started","PRIORITY":"6","__REALTIME_TIMESTAMP":"1768478400000000"}'`);
});

describe('the commands in the documents', () => {
  it.each(documents)(
    'of %s run, or need a cloud',
    async (document) => {
      const folder = document.replaceAll(/\W/g, '-');
      await prepare(folder);
      const cwd = workspace.path(folder);
      const blocks = blocksOf(await readFile(join(root, document), 'utf8'));
      const failed: string[] = [];
      let ran = 0;
      if (document !== 'README.md') await shell('npx bellwether analyze logs cloudtrail', cwd);
      const { stdout } = await promisify(execFile)(process.execPath, [command, 'findings', '--format', 'json'], {
        cwd,
      }).catch(() => ({ stdout: '' }));
      const [first = '{}'] = stdout.split('\n');
      const id = first === '' ? '' : String((JSON.parse(first) as { id?: string }).id);
      for (const line of blocks.flatMap(linesOf)) {
        if (needsCloud.test(line)) continue;
        const { code, err } = await shell(line.replace(/\b[0-9a-f]{32}\b/g, id), cwd);
        ran += 1;
        // A finding of the sample is as severe as the line with --fail-on asks for.
        if (code !== 0 && !(code === 3 && line.includes('--fail-on'))) failed.push(`${line}: ${code} ${err}`);
      }
      expect(failed).toEqual([]);
      if (document === 'docs/cli.md') expect(ran).toBeGreaterThan(25);
    },
    300_000,
  );
});
