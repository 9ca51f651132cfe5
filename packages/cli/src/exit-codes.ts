/** What the command's exit code says. Documented in `bellwether --help` and in docs/cli.md. */
export const exitCodes = {
  /** Everything was read; findings, if any, are in the report. */
  ok: 0,
  /** At least one input could not be read in whole; the rest was. */
  inputFailed: 1,
  /** The command was called wrongly, or could not begin. */
  usage: 2,
  /** A finding at or above `--fail-on` was raised. */
  findings: 3,
  /** The run was stopped by Ctrl-C or a termination; running it again goes on. 128 + 2, as shells have it. */
  stopped: 130,
} as const;
