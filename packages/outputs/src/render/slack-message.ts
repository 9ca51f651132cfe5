import { escapeSlack } from '@bellwether/log-model';
import type { Notification } from '@bellwether/ports';
import { cutTo } from '../text/clean.ts';
import { fitted } from '../text/fit.ts';
import type { Message } from '../text/message.ts';

/** Slack takes 3,000 characters per text, 150 a header, 10 fields a section, 50 blocks a message. */
const maxTextCharacters = 3_000;
const maxHeaderCharacters = 150;
const maxFields = 10;

/** Bytes of the whole payload. Slack names no limit; what blocks may contain stays under this. */
const maxPayloadBytes = 60_000;

/** A text in which nothing but entities is read: no emphasis, no links, no mentions. */
export interface SlackText {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: false;
}

export type SlackBlock =
  | { readonly type: 'header'; readonly text: SlackText }
  | { readonly type: 'section'; readonly text?: SlackText; readonly fields?: readonly SlackText[] }
  | {
      readonly type: 'context';
      readonly elements: readonly (
        SlackText | { readonly type: 'mrkdwn'; readonly text: string; readonly verbatim: true }
      )[];
    };

export interface SlackMessage {
  /** Shown in the notification and where blocks are not. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

/** Escaped and no longer than `maxLength` after that: the cut comes before the escape, so that no entity is cut in two. */
const slackText = (text: string, maxLength: number): SlackText => {
  let room = maxLength;
  let escaped = escapeSlack(cutTo(text, room));
  while (escaped.length > maxLength) {
    room -= Math.max(1, Math.ceil((escaped.length - maxLength) / 5));
    escaped = escapeSlack(cutTo(text, room));
  }
  return { type: 'plain_text', text: escaped, emoji: false };
};

const lines = (items: readonly string[]): SlackBlock[] =>
  items.map((item) => ({ type: 'section', text: slackText(`• ${item}`, maxTextCharacters) }));

const blocksOf = ({
  headline,
  state,
  notification,
  facts,
  story,
  lines: shown,
  samples,
  links,
  leftOut,
}: Message): SlackBlock[] => [
  { type: 'header', text: slackText(headline, maxHeaderCharacters) },
  { type: 'section', text: slackText(state, maxTextCharacters) },
  ...lines([...story, ...notification.reasons]),
  ...shown.map((line): SlackBlock => ({ type: 'section', text: slackText(line, maxTextCharacters) })),
  {
    type: 'section',
    fields: facts.slice(0, maxFields).map(({ label, value }) => slackText(`${label}: ${value}`, 2_000)),
  },
  ...lines(samples),
  ...(links.length === 0
    ? []
    : [
        {
          type: 'context' as const,
          // The addresses are serialised without any of Slack's characters; the labels are escaped.
          elements: links.slice(0, 10).map(({ label, url }) => ({
            type: 'mrkdwn' as const,
            text: `<${url.replaceAll('&', '&amp;')}|${escapeSlack(label)}>`,
            verbatim: true as const,
          })),
        },
      ]),
  ...(notification.archiveQuery === undefined
    ? []
    : [
        {
          type: 'section' as const,
          text: slackText(`Query of the archive: ${notification.archiveQuery}`, maxTextCharacters),
        },
      ]),
  ...(notification.command === undefined
    ? []
    : [
        {
          type: 'section' as const,
          text: slackText(`To see the lines: ${notification.command}`, maxTextCharacters),
        },
      ]),
  ...(leftOut === undefined ? [] : [{ type: 'context' as const, elements: [slackText(leftOut, 1_000)] }]),
];

/**
 * A notification for an incoming webhook, in Block Kit. What comes from logs stands in `plain_text` alone.
 *
 * @see https://docs.slack.dev/reference/block-kit/blocks
 */
export const slackMessageOf = (notification: Notification): SlackMessage =>
  fitted(notification, maxPayloadBytes, (message) => ({
    text: slackText(message.headline, maxTextCharacters).text,
    blocks: blocksOf(message),
  }));
