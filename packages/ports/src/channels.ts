/** What an output publishes on a topic. */
export interface TopicMessage {
  readonly topicArn: string;
  /** Fewer than 100 characters, no control characters; a topic that has no mail among its subscribers needs none. */
  readonly subject?: string;
  /** At most 250 KiB of UTF-8. */
  readonly body: string;
  /** Names to values of message attributes, for filter policies; no value is empty. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface TopicSender {
  publish(message: TopicMessage): Promise<void>;
}

/** A mail in two wordings of one content. */
export interface Mail {
  readonly from: string;
  /** 1 to 50 addresses. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Further header fields, such as `References`; ASCII without line breaks. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface MailSender {
  send(mail: Mail): Promise<void>;
}

export interface BusEvent {
  readonly busName: string;
  readonly source: string;
  readonly detailType: string;
  /** JSON; with the other fields at most 256 KiB. */
  readonly detail: string;
  /** Epoch milliseconds UTC. */
  readonly timeMs: number;
  readonly resources: readonly string[];
}

export interface EventBus {
  put(event: BusEvent): Promise<void>;
}

/** Secrets by the ARN of an SSM SecureString parameter or of a Secrets Manager secret. */
export interface SecretSource {
  /** The secret as text. Never logged, never part of an error. */
  read(arn: string): Promise<string>;
}

export interface HttpRequest {
  /** Absolute. May itself be a secret, so it is never part of an error. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpAnswer {
  readonly status: number;
  /** What `Retry-After` asks for, in milliseconds from now, 0 or more; absent when the answer has none that can be read. */
  readonly retryAfterMs?: number;
  /** The first kilobytes of the body. */
  readonly body: string;
}

/** Posts to the world outside. Never follows a redirect. */
export interface HttpSender {
  /**
   * @returns the answer, whatever its status
   * @throws PortError when there is no answer: refused address, no connection, time-out
   */
  post(request: HttpRequest): Promise<HttpAnswer>;
}
