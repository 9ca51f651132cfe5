import type { NotificationLink } from '@bellwether/ports';
import { cleanLine } from './clean.ts';

/** Longest address that is shown, in characters; Slack and Teams take 3,000 and more. */
const maxUrlCharacters = 2_000;

/**
 * The link with its address in the form that URLs are serialised in, so that no quote, bracket, blank or other character of
 * the channel's markup is left; `undefined` for what is not a plain `https` address.
 */
export const safeLink = ({ label, url }: NotificationLink): NotificationLink | undefined => {
  if (url.length > maxUrlCharacters || !URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' || parsed.username !== '' || parsed.password !== '') return undefined;
  const href = parsed.href.replaceAll(
    /[|()[\]{}'`*_~\\^]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return href.length > maxUrlCharacters ? undefined : { label: cleanLine(label, 75) || parsed.hostname, url: href };
};
