export type LogField = string | number | boolean | readonly string[] | undefined;
/** Values beside the sentence: counts, ids, durations with their unit in the name. Never a log line or a payload. */
export type LogFields = Readonly<Record<string, LogField>>;
