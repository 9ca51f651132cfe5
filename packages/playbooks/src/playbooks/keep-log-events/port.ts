import type { Tags } from '../../playbook.ts';

/** A log group as it is now. */
export interface LogGroup {
  /** Days that events are kept; `forever` where nothing limits them. */
  readonly retentionDays: number | 'forever';
  readonly tags: Tags;
}

/** What keeping events asks of CloudWatch Logs. */
export interface LogRetention {
  /** `undefined` when there is no such log group. */
  look(logGroupName: string): Promise<LogGroup | undefined>;
  /** Takes the retention away; an error when there is no such log group. */
  keepForever(logGroupName: string): Promise<void>;
}
