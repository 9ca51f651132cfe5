import type { Message } from './message.ts';

/** The message as plain text, for mail and topics. */
export const plainTextOf = ({ headline, state, notification, facts, samples, links, leftOut }: Message): string =>
  [
    headline,
    '',
    state,
    ...notification.reasons.map((reason) => `- ${reason}`),
    '',
    ...facts.map(({ label, value }) => `${label}: ${value}`),
    ...(samples.length === 0 ? [] : ['', 'Findings:', ...samples.map((sample) => `- ${sample}`)]),
    ...(links.length === 0 ? [] : ['', ...links.map(({ label, url }) => `${label}: ${url}`)]),
    ...(notification.archiveQuery === undefined ? [] : ['', 'Query of the archive:', notification.archiveQuery]),
    ...(leftOut === undefined ? [] : ['', leftOut]),
  ].join('\n');
