import { Command, InvalidArgumentError, Option } from 'commander';
import { incidentKinds, type IncidentKind } from '@bellwether/simulator';
import { writeDay } from './write-day.ts';

interface SimulateFlags {
  readonly out: string;
  readonly seed: number;
  readonly start: number;
  readonly events: number;
  readonly incidents: readonly IncidentKind[];
}

const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return value;
};

const day = (text: string): number => {
  const value = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(value)) throw new InvalidArgumentError('It must be a day such as 2026-03-02.');
  return value;
};

const incidentList = (text: string): readonly IncidentKind[] =>
  text === 'none'
    ? []
    : text.split(',').map((name) => {
        const kind = incidentKinds.find((known) => known === name.trim());
        if (!kind) throw new InvalidArgumentError(`Known kinds: ${incidentKinds.join(', ')}, or none.`);
        return kind;
      });

/** `bellwether simulate`: writes a seeded day of an account's logs and the truth about what was planted in it. */
export const simulateCommand = (): Command =>
  new Command('simulate')
    .description("Write a seeded day of an AWS account's logs, with planted incidents and their truth file.")
    .option('-o, --out <folder>', 'where to write; made when it is not there', 'simulated-day')
    .option('--seed <number>', 'the same seed gives the same day', wholeNumber, 1)
    .addOption(new Option('--start <day>', 'the day, UTC').argParser(day).default(Date.UTC(2026, 2, 2), '2026-03-02'))
    .option('--events <number>', 'events in the day, at least 1000', wholeNumber, 220_000)
    .addOption(
      new Option('--incidents <kinds>', `kinds to plant, separated by commas, or none: ${incidentKinds.join(', ')}`)
        .argParser(incidentList)
        .default(incidentKinds, 'all'),
    )
    .action(async (flags: SimulateFlags) => {
      const written = await writeDay(flags.out, {
        seed: flags.seed,
        startMs: flags.start,
        events: flags.events,
        incidents: flags.incidents,
      });
      console.log(`Wrote ${written.events} events in ${written.files.length} files to ${written.directory}/logs.`);
      console.log(`Planted ${written.incidents} incidents; the truth is in ${written.truthPath}.`);
    });
