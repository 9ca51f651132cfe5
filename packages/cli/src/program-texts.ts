import { configName } from './config/find-config.ts';
import { exitCodes } from './exit-codes.ts';

/** What the exit codes of all commands mean. */
export const exitCodeTexts = [
  { code: exitCodes.ok, meaning: 'everything was read' },
  { code: exitCodes.inputFailed, meaning: 'at least one input could not be fully read; the rest was' },
  { code: exitCodes.usage, meaning: 'called with wrong arguments, or the work could not begin' },
  { code: exitCodes.findings, meaning: 'a finding is at least as severe as --fail-on' },
  { code: exitCodes.stopped, meaning: 'stopped by Ctrl-C; run it again to continue' },
] as const;

export const programExamples = [
  'bellwether analyze /var/log/app.log.gz cloudtrail/',
  'bellwether analyze logs/ --format json | jq .findings',
  'kubectl logs deploy/orders | bellwether analyze -',
  'bellwether tail orders.log --severity warning',
  'bellwether findings --severity CRITICAL --status new',
  'bellwether query timeline --format csv > timeline.csv',
  'bellwether simulate --out day && bellwether analyze day/logs',
  `bellwether parse access.log --format ecs | jq 'select(."log.level" == "error")'`,
  'bellwether mine app.log > patterns.csv',
] as const;

export const environmentTexts = [
  { name: 'NO_COLOR', meaning: 'no colours, unless FORCE_COLOR is set' },
  { name: 'FORCE_COLOR', meaning: 'colours, also where the output is not a terminal; 0 counts as unset' },
  { name: 'COLUMNS', meaning: 'width of printed text, 40 to 1000' },
  { name: 'BELLWETHER_REDACT', meaning: 'what --redact takes' },
  { name: 'BELLWETHER_MODEL_ID', meaning: 'what --model takes' },
  { name: 'BELLWETHER_DEBUG', meaning: 'print where an error came from' },
] as const;

export const fileTexts = [
  { name: configName, meaning: 'options of every call, looked for in the working folder and above' },
  { name: '.bellwether/', meaning: 'what was learned, how far each file was read, and the archive' },
  { name: 'report.html', meaning: 'the report of the last analysis' },
] as const;
