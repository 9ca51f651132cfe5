/** The names of a deployment's parts, as the stack outputs them. What an older release does not output is absent. */
export interface Deployment {
  readonly stream: string;
  readonly streamArn: string;
  /** Full name of each function by its short name. */
  readonly functions: Readonly<Record<string, string>>;
  /** Id of each event source mapping by its function. */
  readonly triggers: Readonly<Record<string, string>>;
  /** Names of the log groups that are subscribed one by one. */
  readonly logGroups: readonly string[];
  readonly lakeBucket: string;
  readonly failureBucket: string;
  readonly countsTable: string;
  /** Names of the queues of what was given up on: runs and files, and messages to people. */
  readonly queues: Readonly<Record<'failed-events' | 'undelivered-alerts', string>>;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `terraform output -json` gives every output with its type; `terraform output -json deployment` the value alone. */
const outputsOf = (value: unknown): unknown => {
  if (!isObject(value) || !isObject(value['deployment'])) return value;
  return 'value' in value['deployment'] ? value['deployment']['value'] : value['deployment'];
};

const textsOf = (value: unknown): Readonly<Record<string, string>> =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      )
    : {};

/**
 * The outputs of a deployment.
 *
 * @param text  what `terraform output -json deployment` prints
 * @throws RangeError when it is not JSON, or lacks an output that every release has
 * @example parseDeployment('{"stream_name":"bellwether-dev-logs", ...}').stream // 'bellwether-dev-logs'
 */
export const parseDeployment = (text: string): Deployment => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new RangeError('The outputs are not JSON. Write them with: terraform output -json deployment.', { cause });
  }
  const outputs = outputsOf(parsed);
  const required = (name: string): string => {
    const value = isObject(outputs) ? outputs[name] : undefined;
    if (typeof value === 'string') return value;
    throw new RangeError(`The outputs lack ${name}. Write them with: terraform output -json deployment.`);
  };
  const optional = (name: string): unknown => (isObject(outputs) ? outputs[name] : undefined);
  return {
    stream: required('stream_name'),
    streamArn: required('stream_arn'),
    functions: textsOf(optional('function_names')),
    triggers: textsOf(optional('trigger_ids')),
    logGroups: Object.keys(textsOf(optional('named_log_group_arns'))),
    lakeBucket: required('lake_bucket'),
    failureBucket: required('failure_bucket'),
    countsTable: required('counts_table'),
    queues: {
      'failed-events': required('failed_events_queue'),
      // The last part of the queue's URL.
      'undelivered-alerts': required('undelivered_queue').split('/').at(-1) ?? '',
    },
  };
};
