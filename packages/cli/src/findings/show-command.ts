import { Command } from 'commander';
import { oneLine } from '@bellwether/log-model';
import { exitCodes } from '../exit-codes.ts';
import { withState } from './open-findings.ts';
import { jsonOfShown, showFinding, textOfShown } from './show-finding.ts';

/** Options of `findings` that `show` takes; any other would be ignored. */
const taken = new Set(['state', 'format']);

/** @throws RangeError naming an option of `findings` that says nothing about one finding's lines */
const refuseOthers = (parent: Command | null): void => {
  const other = parent?.options.find(
    (option) => !taken.has(option.attributeName()) && parent.getOptionValueSource(option.attributeName()) === 'cli',
  );
  if (other?.long === '--table')
    throw new RangeError(
      'findings show reads a state folder; lines of a deployment are in its archive, the view in Athena.',
    );
  if (other !== undefined) throw new RangeError(`findings show does not take ${other.long ?? other.flags}.`);
};

/** `bellwether findings show`: prints the lines of one finding. */
export const showCommand = (): Command =>
  new Command('show')
    .description('Print the lines of a finding of the state folder, with the lines around them.')
    .argument('<id>', 'id of the finding')
    .addHelpText('after', '\nIt takes --state and --format as findings does.')
    .action(async (id: string, _flags: unknown, command: Command) => {
      refuseOthers(command.parent);
      const { state: folder, format } = command.optsWithGlobals<{ readonly state: string; readonly format: string }>();
      const shown = await withState(folder, (state) => showFinding(state, id));
      if (shown === undefined) {
        console.error(`bellwether: there is no finding ${oneLine(id, 80)}.`);
        process.exitCode = exitCodes.inputFailed;
      } else if (format === 'json') console.log(jsonOfShown(shown));
      else for (const line of textOfShown(shown)) console.log(line);
    });
