import type { Finding, FindingLine, Severity, Dataset } from '@bellwether/log-model';

/** Why an alert group speaks: its first finding, more of them, the end of them, or their return after that end. */
export type NotificationKind = 'opened' | 'rolled_up' | 'recovered' | 'reopened';

/** One finding of a group, as far as a message shows it. Redacted and bounded like everything that is sent to people. */
export interface NotificationSample {
  readonly findingId: string;
  /** At most 200 characters, no control characters. */
  readonly title: string;
  readonly scope: string;
  /** Epoch milliseconds UTC. */
  readonly lastSeenMs: number;
  /** Events that the finding counts, 1 or more. */
  readonly count: number;
}

export interface NotificationLink {
  /** Such as `Log group in the console`. */
  readonly label: string;
  /** An absolute `https` address. */
  readonly url: string;
}

/**
 * What the outputs send about one alert group at one time. Plain text throughout: each output escapes it for its channel and cuts it
 * to the channel's size.
 */
export interface Notification {
  /** Deterministic: the group's id with the number of the message. An output that can drop repeats does so by it. */
  readonly id: string;
  /** The group's id: messages of one group belong to one thread. */
  readonly groupId: string;
  readonly kind: NotificationKind;
  readonly findingKind: Finding['kind'];
  readonly severity: Severity;
  readonly dataset: Dataset;
  readonly rule: string;
  readonly account: string;
  readonly region: string;
  readonly scope: string;
  /** Who is to look at it, when a route says so. */
  readonly team?: string;
  /** What happened, with the message itself; at most 200 characters, no control characters. */
  readonly title: string;
  /** Who did it, from where and with what, in one phrase; absent where the events do not say. */
  readonly actor?: string;
  /** The change that came before it, as a sentence without its stop; absent where none is known. */
  readonly change?: string;
  /** Lines that show it, at most three; empty where none was at hand. */
  readonly lines: readonly FindingLine[];
  /** Sentences a person can check, the weightiest first; at most ten. */
  readonly reasons: readonly string[];
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  /** Findings of the group so far, and those since the message before this one. */
  readonly findings: number;
  readonly findingsSinceLast: number;
  /** Events that they count so far. */
  readonly events: number;
  /** At most five, the newest last. */
  readonly samples: readonly NotificationSample[];
  readonly links: readonly NotificationLink[];
  /** SQL for Athena that shows the group's events in the archive; absent where it cannot be asked. */
  readonly archiveQuery?: string;
  /** A command that shows the lines where no archive can be asked; absent where there is nothing to ask. */
  readonly command?: string;
  readonly attack?: Finding['attack'];
}

/**
 * One way to notify people: a topic, a chat, a pager, a web hook.
 *
 * @throws PortError when the message was not taken; `retryable` says whether trying again can help
 */
export interface NotificationOutput {
  /** As routes name it, such as `slack-platform`. */
  readonly name: string;
  deliver(notification: Notification): Promise<void>;
}
