import type { Finding } from '@bellwether/log-model';
import type { FailureFact } from '../facts.ts';
import { fromLog, message } from './from-log.ts';

const maxHeadline = 240;

/** A text in which files are named without the folder that all of them are in. */
export const withoutFolder = (text: string, folder: string | undefined): string =>
  folder === undefined || folder.length < 2 ? text : text.slice(0, 4_000).replaceAll(folder, '');

/** A failure's headline: the file or log group, and the message itself in the mono face. */
export const failureHeadline = ({ title, where, kinds }: FailureFact, maxLength = maxHeadline): string => {
  const [location, text] = [where[0], kinds[0]?.title];
  if (location === undefined || text === undefined || title !== `${location}: ${text}`)
    return message(title, maxLength);
  return `${fromLog(location, maxLength)}: ${message(text, maxLength)}`;
};

/** A name short enough for the contents and the timeline: the message without its log. */
export const shortName = (
  { title, failure }: Pick<Finding, 'title'> & { readonly failure?: FailureFact },
  folder: string | undefined,
): string =>
  withoutFolder(failure !== undefined && failure.title === title ? (failure.kinds[0]?.title ?? title) : title, folder);

/** What happened, in words; the message itself where there is one. */
export const headlineOf = (
  { title, failure }: Pick<Finding, 'title'> & { readonly failure?: FailureFact },
  maxLength = maxHeadline,
  folder?: string,
): string =>
  failure !== undefined && failure.title === title
    ? failureHeadline(failure, maxLength)
    : fromLog(withoutFolder(title, folder), maxLength);
