/**
 * Kills `bellwether analyze` at random moments while it reads a folder of mixed files: logs with several headers whose columns change
 * places, stack traces, JSON, logs that are rotated and compressed between runs, gzip files that grow. After each step the killed state must
 * be the same as one that was never killed: counts, findings, templates, archived events, and records received.
 *
 * `npm run kills -- --kills 200 --seed 20261130`, after `npm run build`. Prints each round that differs; closes with
 * `N kills in N rounds, N differed`, and ends with 1 when any did. The seed is the date (UTC) when none is given.
 */
import { spawn } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { openLocalState } from '@bellwether/local-adapters';
import { seeded } from '@bellwether/testkit';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: new Date().toISOString().slice(0, 10).replaceAll('-', '') },
  },
});
const [wanted, seed] = [Number(values.kills), Number(values.seed)];
if (!Number.isSafeInteger(wanted) || !Number.isSafeInteger(seed))
  throw new RangeError('--kills and --seed are whole numbers.');

const killsPerStep = 20;
const stepsPerRound = 3;
/** A run is killed at a random moment before it; one that is done by then is not counted. */
const maxKillAfterMs = 2_500;
const command = resolve(import.meta.dirname, '../../packages/cli/bin/bellwether.mjs');
const startMs = Date.UTC(2026, 0, 15);

const layouts = [
  ['date time c-ip cs-method cs-uri-stem sc-status', (n: number) => `198.51.100.${n % 250} GET /item/${n} 200`],
  ['date time sc-status cs-uri-stem cs-method c-ip', (n: number) => `404 /lost/${n} GET 198.51.100.${n % 250}`],
  ['date time s-ip cs-method cs-uri-stem sc-status', (n: number) => `192.0.2.${n % 250} PUT /cart/${n} 500`],
] as const;

/** Makes lines: each differs from every other, so that one that is lost or comes twice shows. */
const lineMaker = (chance: () => number) => {
  let made = 0;
  const among = (count: number): number => Math.floor(chance() * count);
  const next = (): { readonly n: number; readonly iso: string } => {
    made += 1;
    return { n: made, iso: new Date(startMs + made * 40).toISOString() };
  };
  const many = (count: number, line: () => string): string => Array.from({ length: count }, line).join('');
  return {
    among,
    /** A block with a header of its own, so that what follows is read by it. */
    w3c: (count: number): string => {
      const [names, row] = layouts[among(layouts.length)] ?? layouts[0];
      const body = many(count, () => {
        const { n, iso } = next();
        return `${iso.slice(0, 10)} ${iso.slice(11, 19)} ${row(n)}\n`;
      });
      return `#Fields: ${names}\n${body}`;
    },
    app: (count: number): string =>
      many(count, () => {
        const { n, iso } = next();
        const trace = n % 97 === 0 ? `\n\tat com.example.Shop.checkout(Shop.java:${n})\nCaused by: order ${n}` : '';
        return `${iso} ${n % 7 === 0 ? 'ERROR' : 'INFO'} call ${n} to 10.0.0.${n % 250} took ${n % 977} ms${trace}\n`;
      }),
    auth: (count: number): string =>
      many(count, () => {
        const { n, iso } = next();
        return `${iso} host sshd[${n}]: Failed password for root from 203.0.113.7 port ${1_024 + (n % 60_000)} ssh2\n`;
      }),
    json: (count: number): string =>
      many(count, () => {
        const { n, iso } = next();
        return `${JSON.stringify({ time: iso, level: n % 5 === 0 ? 'error' : 'info', msg: `job ${n} done`, job: n })}\n`;
      }),
  };
};

type Lines = ReturnType<typeof lineMaker>;

/** Appends to all logs, in parts of random length; the gzip file gets members of its own, as loggers append them. */
const grow = async (folder: string, lines: Lines, size: number): Promise<void> => {
  const count = (): number => 1 + lines.among(size);
  await appendFile(join(folder, 'u_ex.log'), lines.w3c(count()) + lines.w3c(count()) + lines.w3c(count()));
  await appendFile(join(folder, 'app.log'), lines.app(count()));
  await appendFile(join(folder, 'auth.log'), lines.auth(1 + lines.among(12)));
  await appendFile(join(folder, 'jobs.json'), lines.json(count()));
  await appendFile(join(folder, 'old.log.gz'), gzipSync(lines.app(count())));
  await appendFile(join(folder, 'headers.log.gz'), gzipSync(lines.w3c(count()) + lines.w3c(count())));
};

/** Rotates logs as logrotate does: renamed, or renamed and compressed, with a new one in its place. */
const rotate = async (folder: string, lines: Lines, step: number): Promise<void> => {
  for (const name of ['app.log', 'u_ex.log', 'auth.log']) {
    const path = join(folder, name);
    const how = lines.among(3);
    if (how === 0) continue;
    if (how === 1) await rename(path, `${path}.${step}`);
    else {
      await writeFile(`${path}.${step}.gz`, gzipSync(await readFile(path)));
      await rm(path);
    }
  }
};

/** Runs `analyze`, killed after so long where that comes first. @returns whether it was killed */
const analyze = (folder: string, state: string, killAfterMs?: number): Promise<boolean> =>
  new Promise((done, fail) => {
    const args = [command, 'analyze', folder, '--quiet', '--state', state, '--report', `${state}.html`];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let problems = '';
    child.stderr.on('data', (chunk: Buffer) => (problems += chunk.toString()));
    const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    child.on('error', fail);
    child.on('close', (code) => {
      clearTimeout(timer);
      if (code === null) done(true);
      else if (code === 0) done(false);
      else fail(new Error(problems));
    });
  });

/** Everything that a state has come to, in an order that does not depend on how. */
const seenIn = async (directory: string) => {
  const root = join(directory, 'archive', 'events');
  const paths = (await readdir(root, { recursive: true })).filter((path) => path.endsWith('.ndjson.gz'));
  const texts = await Promise.all(paths.map(async (path) => gunzipSync(await readFile(join(root, path))).toString()));
  const events = texts.flatMap((text) => text.trimEnd().split('\n'));
  const state = await openLocalState(directory);
  try {
    const scopes = await state.counts.scopes(0, startMs * 2);
    const counts = await Promise.all(scopes.map((scope) => state.counts.rows(scope, 0, startMs * 2)));
    const templates = await Promise.all(scopes.map((scope) => state.templates.load(scope)));
    const findings = await state.findings.list(0, startMs * 2, 10_000);
    const inputs = await state.inputs.list();
    return {
      // A killed run may have archived what it did not commit, and the next cuts it otherwise: readers know the copies by their ids.
      events: [...new Set(events)].sort(),
      counts: counts.flat().map((row) => ({ ...row, fields: Object.fromEntries(Object.entries(row.fields).sort()) })),
      templates: templates
        .flat()
        .map(({ id, count, firstSeenMs }) => [id, count, firstSeenMs])
        .sort(),
      // Ids of events and example lines are those of the batch that raised it.
      findings: findings.map(({ finding: { evidence: _, context: __, ...finding } }) => finding),
      received: inputs.map(({ name, totals }) => [name, totals.received]).sort(),
    };
  } finally {
    await state.close();
  }
};

const directory = await mkdtemp(join(tmpdir(), 'bellwether-kills-'));
let [kills, rounds, differed] = [0, 0, 0];
try {
  while (kills < wanted) {
    const roundSeed = seed + rounds;
    const lines = lineMaker(seeded(roundSeed));
    const [folder, whole, killed] = ['logs', 'whole', 'killed'].map((name) => join(directory, `${rounds}`, name));
    if (folder === undefined || whole === undefined || killed === undefined) break;
    await mkdir(folder, { recursive: true });
    for (let step = 0; step < stepsPerRound; step += 1) {
      if (step > 0) await rotate(folder, lines, step);
      await grow(folder, lines, 2_000);
      for (let kill = 0; kill < killsPerStep; kill += 1) {
        if (await analyze(folder, killed, 600 + lines.among(maxKillAfterMs))) kills += 1;
        await grow(folder, lines, 150);
      }
      await analyze(folder, killed);
      await analyze(folder, whole);
    }
    const [seen, expected] = [await seenIn(killed), await seenIn(whole)];
    const parts = Object.keys(seen).filter(
      (part) => !isDeepStrictEqual(seen[part as keyof typeof seen], expected[part as keyof typeof seen]),
    );
    rounds += 1;
    if (parts.length > 0) differed += 1;
    console.log(
      `round of seed ${roundSeed}: ${expected.events.length} events, ${kills} kills so far` +
        (parts.length > 0 ? `; differs in ${parts.join(', ')}` : ''),
    );
    for (const part of parts) {
      const [got, wantedPart] = [seen[part as keyof typeof seen], expected[part as keyof typeof seen]];
      const at = got.findIndex((one, index) => !isDeepStrictEqual(one, wantedPart[index]));
      console.log(
        `  ${part}: ${got.length} of ${wantedPart.length}; at ${at}: ${JSON.stringify(got[at])}, not ${JSON.stringify(wantedPart[at])}`,
      );
    }
    await rm(join(directory, `${rounds - 1}`), { recursive: true });
  }
  console.log(`${kills} kills in ${rounds} rounds, ${differed} differed (seed ${seed})`);
  process.exitCode = differed > 0 ? 1 : 0;
} finally {
  await rm(directory, { recursive: true, force: true });
}
