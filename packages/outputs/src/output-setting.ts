/**
 * One output as the settings document has it. `secret` is the ARN of an SSM SecureString parameter or of a Secrets Manager
 * secret; what it contains stands beside each channel.
 */
export type OutputSetting =
  | { readonly name: string; readonly type: 'sns'; readonly topicArn: string }
  | { readonly name: string; readonly type: 'email'; readonly from: string; readonly to: readonly string[] }
  /** The secret is the address of an incoming webhook. */
  | { readonly name: string; readonly type: 'slack-webhook'; readonly secret: string }
  /** A topic that Amazon Q Developer in chat applications is subscribed to. */
  | { readonly name: string; readonly type: 'slack-q'; readonly topicArn: string }
  /** The secret is the address of a workflow's webhook. */
  | { readonly name: string; readonly type: 'teams'; readonly secret: string }
  /** The secret is an integration's routing key; `eu:` stands before it in the EU service region. */
  | { readonly name: string; readonly type: 'pagerduty'; readonly secret: string }
  /** The secret is the signing key: any text, or `whsec_` and base64. */
  | { readonly name: string; readonly type: 'webhook'; readonly url: string; readonly secret: string }
  | { readonly name: string; readonly type: 'eventbridge'; readonly busName: string };

/** The setting of one kind of output. */
export type SettingOf<Type extends OutputSetting['type']> = Extract<OutputSetting, { readonly type: Type }>;
