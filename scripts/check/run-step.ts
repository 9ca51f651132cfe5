import { spawn } from 'node:child_process';

/** How one step of a check came out. */
export interface StepResult {
  readonly passed: number;
  readonly failed: number;
  /** One plain line for a person. */
  readonly line: string;
}

/** Output kept of a step that is shown only when it fails: its end says why. Characters. */
const keptOutput = 60_000;

/** Runs a command as one step: one passed or one failed. */
export const runStep = (
  name: string,
  command: string,
  args: readonly string[],
  options: { readonly isShownOnlyOnFailure: boolean; readonly env?: Readonly<Record<string, string>> },
): Promise<StepResult> =>
  new Promise((resolve) => {
    const startedMs = Date.now();
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0', ...options.env },
    });
    let output = '';
    const take = (chunk: Buffer): void => {
      if (options.isShownOnlyOnFailure) output = (output + chunk.toString()).slice(-keptOutput);
      else process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const end = (isGood: boolean, why: string): void => {
      const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
      if (!isGood && options.isShownOnlyOnFailure) console.log(output);
      resolve({
        passed: isGood ? 1 : 0,
        failed: isGood ? 0 : 1,
        line: `${isGood ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)${why}`,
      });
    };
    child.on('error', (error) => end(false, ` could not start: ${error.message}`));
    child.on('close', (code, signal) => end(code === 0, code === 0 ? '' : ` ended with ${signal ?? code}`));
  });
