import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { LocalAws } from './local-aws.ts';

const command = resolve(import.meta.dirname, '..', '..', 'packages', 'cli', 'dist', 'bellwether.mjs');
const hourMs = 3_600_000;

const timeOf = (timeMs: number): string => new Date(timeMs).toISOString();

/**
 * Sends what the lake holds of the hours around a moment through the function again, as its user does.
 *
 * @returns what the command says last
 */
export const replayArchive = async (
  { endpoint }: LocalAws,
  { lake, functionName, aroundMs }: { readonly lake: string; readonly functionName: string; readonly aroundMs: number },
): Promise<string> => {
  const startMs = Math.floor(aroundMs / hourMs) * hourMs - hourMs;
  const range = ['--from', timeOf(startMs), '--until', timeOf(startMs + 3 * hourMs)];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      command,
      'replay',
      '--lake',
      `s3://${lake}`,
      '--archive',
      ...range,
      '--to',
      'lambda',
      '--function',
      functionName,
      '--apply',
    ],
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
