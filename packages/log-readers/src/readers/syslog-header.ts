/** What a syslog header says, and where the message begins. */
export interface SyslogHeader {
  timestampMs: number | undefined;
  level: string | undefined;
  facility: string | undefined;
  host: string | undefined;
  program: string | undefined;
  pid: number | undefined;
  /** A process that has a name instead of its number. */
  process: string | undefined;
  /** RFC 5424 only. */
  messageId: string | undefined;
  /** `[id key="value"]` of RFC 5424, as written. */
  structured: string | undefined;
  /** The alert that a cluster's collector put first. */
  tag: string | undefined;
  start: number;
}
