import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a folder was checked out from. */
export interface CheckoutOrigin {
  /** Address of the repository, such as `https://github.com/SigmaHQ/sigma`. */
  readonly repository: string;
  readonly commit?: string;
}

const maxBytes = 65_536;

const beginningOf = async (path: string): Promise<string> => {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return '';
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(maxBytes), 0, maxBytes, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    // A folder, or a file that went away: then nothing is known.
    return '';
  } finally {
    await file.close();
  }
};

/** `git@host:owner/name.git` and `https://host/owner/name.git` as `https://host/owner/name`; undefined for anything else. */
const addressOf = (url: string): string | undefined => {
  const [, host, path] =
    /^(?:https:\/\/(?:[^@/\s]*@)?|ssh:\/\/git@|git@)([\w.-]{1,100})[:/]([\w./-]{1,200}?)(?:\.git)?\/?$/.exec(url) ?? [];
  return host === undefined || path === undefined ? undefined : `https://${host}/${path}`;
};

/**
 * Where a checkout comes from, as its git folder says; undefined where that is not known. Names and passwords of an address are never
 * taken over.
 */
export const originOfCheckout = async (folder: string): Promise<CheckoutOrigin | undefined> => {
  const config = await beginningOf(join(folder, '.git', 'config'));
  const url = /\[remote "origin"\][^[]*?\n\s*url\s*=\s*(\S+)/.exec(config)?.[1];
  const repository = url === undefined ? undefined : addressOf(url);
  if (repository === undefined) return undefined;
  const head = (await beginningOf(join(folder, '.git', 'HEAD'))).trim();
  const branch = /^ref: (refs\/heads\/[\w./-]{1,200})$/.exec(head)?.[1];
  const tip =
    branch === undefined || branch.includes('..')
      ? head
      : (await beginningOf(join(folder, '.git', ...branch.split('/')))).trim();
  return { repository, ...(/^[0-9a-f]{40}$/.test(tip) ? { commit: tip } : {}) };
};

/** Address of a file of a checkout; undefined for a host whose addresses are not known. */
export const linkOf = (origin: CheckoutOrigin | undefined, file: string): string | undefined =>
  origin?.repository.startsWith('https://github.com/') === true
    ? `${origin.repository}/blob/${origin.commit ?? 'HEAD'}/${file.split('/').map(encodeURIComponent).join('/')}`
    : undefined;
