import { escapeChatMarkdown } from '@bellwether/log-model';
import type { Notification, TopicMessage } from '@bellwether/ports';
import { bytesOf, fitted } from '../text/fit.ts';
import type { Message } from '../text/message.ts';
import { topicAttributes } from './topic-message.ts';

/** Bytes of the message. SNS would take 256 KiB, a chat shows a page of it at best. */
const maxChatBytes = 20_000;

const bodyOf = ({ headline, state, notification, facts, story, lines, samples, links, leftOut }: Message): unknown => ({
  version: '1.0',
  source: 'custom',
  id: notification.id,
  content: {
    textType: 'client-markdown',
    title: escapeChatMarkdown(headline),
    description: [
      escapeChatMarkdown(state),
      ...story.map((sentence) => `• ${escapeChatMarkdown(sentence)}`),
      ...notification.reasons.map((reason) => `• ${escapeChatMarkdown(reason)}`),
      ...(lines.length === 0 ? [] : ['', ...lines.map(escapeChatMarkdown)]),
      '',
      ...facts.map(({ label, value }) => `${label}: ${escapeChatMarkdown(value)}`),
      ...samples.map((sample) => `• ${escapeChatMarkdown(sample)}`),
      ...(leftOut === undefined ? [] : [leftOut]),
    ].join('\n'),
    // The addresses are the program's own, and shown as they are so that they work in Slack and in Teams.
    ...(links.length === 0 ? {} : { nextSteps: links.map(({ label, url }) => `${escapeChatMarkdown(label)}: ${url}`) }),
    keywords: [notification.severity, notification.dataset, notification.kind],
  },
  metadata: {
    threadId: notification.groupId,
    summary: escapeChatMarkdown(headline),
    eventType: `bellwether.${notification.kind}`,
    additionalContext: { severity: notification.severity, rule: notification.rule, group: notification.groupId },
  },
});

/**
 * A notification for a topic that Amazon Q Developer in chat applications reads. The group's id is the thread's id, so that the
 * messages of one group stand under the first.
 *
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
export const amazonQMessageOf = (topicArn: string, notification: Notification): TopicMessage =>
  fitted(
    notification,
    maxChatBytes,
    (message) => ({
      topicArn,
      body: JSON.stringify(bodyOf(message)),
      attributes: topicAttributes(message.notification),
    }),
    ({ body }) => bytesOf(body),
  );
