import { hourMs } from '@bellwether/log-model';
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { LocalAws } from './local-aws.ts';

const command = resolve(import.meta.dirname, '..', '..', 'packages', 'cli', 'dist', 'bellwether.mjs');

const timeOf = (timeMs: number): string => new Date(timeMs).toISOString();

/**
 * Sends what lies somewhere of the hours around a moment through again, as its user does.
 *
 * @param from  options that say from where
 * @param to  options that say where to
 * @returns what the command says last
 */
export const runReplay = async (
  { endpoint }: LocalAws,
  aroundMs: number,
  from: readonly string[],
  to: readonly string[],
): Promise<string> => {
  const startMs = Math.floor(aroundMs / hourMs) * hourMs - hourMs;
  const range = ['--from', timeOf(startMs), '--until', timeOf(startMs + 3 * hourMs)];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [command, 'replay', ...from, ...range, ...to, '--apply'],
    {
      env: {
        ...process.env,
        AWS_ENDPOINT_URL: endpoint,
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
      },
    },
  );
  return stdout.trimEnd().split('\n').at(-1) ?? '';
};
