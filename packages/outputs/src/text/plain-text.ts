import type { Message } from './message.ts';

/** The message as plain text, for mail and topics. */
export const plainTextOf = ({
  headline,
  state,
  notification,
  facts,
  story,
  lines,
  samples,
  links,
  leftOut,
}: Message): string =>
  [
    headline,
    '',
    state,
    ...story.map((sentence) => `- ${sentence}`),
    ...notification.reasons.map((reason) => `- ${reason}`),
    ...(lines.length === 0 ? [] : ['', 'Lines:', ...lines]),
    '',
    ...facts.map(({ label, value }) => `${label}: ${value}`),
    ...(samples.length === 0 ? [] : ['', 'Findings:', ...samples.map((sample) => `- ${sample}`)]),
    ...(links.length === 0 ? [] : ['', ...links.map(({ label, url }) => `${label}: ${url}`)]),
    ...(notification.archiveQuery === undefined ? [] : ['', 'Query of the archive:', notification.archiveQuery]),
    ...(notification.command === undefined ? [] : ['', 'To see the lines:', notification.command]),
    ...(leftOut === undefined ? [] : ['', leftOut]),
  ].join('\n');
