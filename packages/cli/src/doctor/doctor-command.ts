import { readFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { jsonOf, textOf } from './check.ts';
import { checkDeployment, type Looking } from './checks.ts';
import { parseDeployment } from './deployment.ts';

interface Flags {
  readonly outputs: string;
  readonly model?: string;
  readonly format: 'text' | 'json';
}

/** What a deployment is looked at through, given the table of its counts. */
export type OpenDeployment = (countsTable: string) => Promise<Pick<Looking, 'reads' | 'counts'>>;

// Loaded only when the command looks.
const openOnAws: OpenDeployment = async (table) => (await import('./open-deployment.ts')).openDeployment(table);

const readOutputs = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new RangeError(
      `${path} cannot be read. Write it with: terraform output -json deployment > deployment.json.`,
      { cause },
    );
  }
};

/** `bellwether doctor`: looks at a deployment on AWS and says what to do about each thing that is not well. It changes nothing. */
export const doctorCommand = (open: OpenDeployment = openOnAws, now: () => number = Date.now): Command =>
  new Command('doctor')
    .description('Check a deployment on AWS, and say what to do about what is not well.')
    .addOption(new Option('--outputs <file>', 'what terraform output -json deployment printed').makeOptionMandatory())
    .option('--model <id>', 'also ask this model of Bedrock, by counting the tokens of one word')
    .addOption(new Option('-f, --format <format>', 'what to print').choices(['text', 'json']).default('text'))
    .action(async ({ outputs, model, format }: Flags) => {
      const deployment = parseDeployment(await readOutputs(outputs));
      const looking = {
        ...(await open(deployment.countsTable)),
        nowMs: now(),
        ...(model === undefined ? {} : { model }),
      };
      const counts = { ok: 0, warning: 0, failed: 0 };
      for await (const check of checkDeployment(deployment, looking)) {
        counts[check.state] += 1;
        for (const line of format === 'json' ? [jsonOf(check)] : textOf(check)) console.log(line);
      }
      console.error(`${counts.ok} well, ${counts.warning} to look at, ${counts.failed} failed.`);
      if (counts.failed > 0) process.exitCode = exitCodes.inputFailed;
    });
