import { CommanderError } from 'commander';

/** Whether the arguments ask for JSON, as far as they can be understood: an error may be about them. */
export const asksForJson = (args: readonly string[]): boolean =>
  args.some(
    (arg, index) =>
      /^(?:--format=|-f=?)json$/.test(arg) || (/^(?:--format|-f)$/.test(arg) && args[index + 1] === 'json'),
  );

/** What ended the command. */
export interface CommandFailure {
  /** `usage`: the arguments are wrong. `failed`: the work could not begin, or ended early. */
  readonly code: 'usage' | 'failed';
  readonly message: string;
  readonly exitCode: number;
}

export const codeOf = (error: unknown): CommandFailure['code'] =>
  error instanceof CommanderError || error instanceof RangeError ? 'usage' : 'failed';

/**
 * The failure for standard error: a sentence, or one JSON object for machines. Standard output stays for data.
 *
 * @example {"error":{"code":"usage","message":"--from must be before --until.","exitCode":2}}
 */
export const failureText = (failure: CommandFailure, asJson: boolean): string =>
  asJson ? JSON.stringify({ error: failure }) : `bellwether: ${failure.message}`;
