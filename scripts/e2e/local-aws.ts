import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';

/** An AWS endpoint that is not AWS. */
export interface LocalAws {
  readonly endpoint: string;
  /** Which emulator it is, as Terraform's `emulator` variable names it. */
  readonly emulator: 'moto' | 'localstack';
  stop(): void;
}

/** Where the emulator's start script lies: named by a variable, or beside the project. */
const emulatorScript = (): string | undefined => {
  const named = process.env['BELLWETHER_EMULATOR'];
  return [named, resolve('../shared/emulator/serve.py')].find((path) => path !== undefined && existsSync(path));
};

const hasMoto = (): boolean => spawnSync('python3', ['-c', 'import moto.server'], { stdio: 'ignore' }).status === 0;

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? done(address.port) : fail(new Error('No port is free.')),
      );
    });
  });

const isUp = async (endpoint: string): Promise<boolean> => {
  try {
    await fetch(endpoint, { signal: AbortSignal.timeout(1_000) });
    return true;
  } catch {
    return false; // Not there yet, or not at all: the caller decides how long to ask.
  }
};

const startEmulator = async (script: string): Promise<LocalAws> => {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const child: ChildProcess = spawn('python3', [script, '-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const stop = (): void => {
    child.kill('SIGTERM');
  };
  for (let tries = 0; tries < 120; tries += 1) {
    if (await isUp(endpoint)) return { endpoint, emulator: 'moto', stop };
    await new Promise((done) => setTimeout(done, 500));
  }
  stop();
  throw new Error('The emulator did not answer within a minute.');
};

/**
 * Finds the endpoint to test against: AWS_ENDPOINT_URL when it is set, else an emulator started for the run.
 *
 * @returns the endpoint, or the reason why there is none
 */
export const findLocalAws = async (): Promise<LocalAws | string> => {
  const endpoint = process.env['AWS_ENDPOINT_URL'];
  if (endpoint) {
    if (!(await isUp(endpoint))) return `nothing answers at AWS_ENDPOINT_URL (${endpoint})`;
    const emulator = process.env['BELLWETHER_EMULATOR_KIND'] === 'moto' ? 'moto' : 'localstack';
    return { endpoint, emulator, stop: () => undefined };
  }
  const script = emulatorScript();
  if (script === undefined)
    return 'AWS_ENDPOINT_URL is not set and no emulator is at hand (BELLWETHER_EMULATOR names its start script)';
  if (!hasMoto()) return 'the emulator needs Python 3 with moto[server]';
  return startEmulator(script);
};
