import { PortError, type CountedIdStore, type IdClaim, type IdEntry } from '@bellwether/ports';

/** An id that a record asks for. */
export interface AskedId {
  /** The declared source and the window of event time that the id belongs to. */
  readonly page: string;
  /** 12 hex characters. */
  readonly fingerprint: string;
  /** What stays the same however its record is given again: 32 hex characters. */
  readonly owner: string;
}

/** Ids of one entry; an item of DynamoDB takes 400 KB, and each id may have an owner of its own. */
const maxEntryIds = 2_000;
/** Times that others may append first before the batch fails and is given again. */
const maxRefusals = 20;

const claimsOf = (asked: readonly AskedId[]): readonly IdClaim[] => {
  const owners = new Map<string, string[]>();
  for (const { owner, fingerprint } of asked) {
    const known = owners.get(owner);
    if (known === undefined) owners.set(owner, [fingerprint]);
    else known.push(fingerprint);
  }
  return Array.from(owners, ([owner, fingerprints]) => ({ owner, fingerprints }));
};

/** What a batch still asks for on one page. */
interface OpenPage {
  readonly ids: Map<string, AskedId>;
  next: number;
}

/** Takes what an entry says out of what is open: its ids have an owner. */
const settle = (open: OpenPage, { number, claims }: IdEntry, repeats: Set<AskedId>): void => {
  open.next = number + 1;
  for (const { owner, fingerprints } of claims)
    for (const fingerprint of fingerprints) {
      const asked = open.ids.get(fingerprint);
      if (asked === undefined) continue;
      open.ids.delete(fingerprint);
      if (asked.owner !== owner) repeats.add(asked);
    }
};

/**
 * Takes ids for the records of a batch. The first that takes an id owns it for good, so a batch that is given again, cut anywhere, finds
 * its own ids taken by itself, and two batches that run at the same time never both have one.
 *
 * @returns those whose id belongs to another record
 * @throws PortError when the store fails, or others append without end
 */
export const claimIds = async (store: CountedIdStore, asked: readonly AskedId[]): Promise<ReadonlySet<AskedId>> => {
  const repeats = new Set<AskedId>();
  const pages = new Map<string, OpenPage>();
  for (const one of asked) {
    const open = pages.get(one.page) ?? { ids: new Map<string, AskedId>(), next: 0 };
    pages.set(one.page, open);
    if (open.ids.has(one.fingerprint)) repeats.add(one);
    else open.ids.set(one.fingerprint, one);
  }
  for (let refusals = 0; pages.size > 0;) {
    for (const entry of await store.read(Array.from(pages, ([page, { next }]) => ({ page, from: next })))) {
      const open = pages.get(entry.page);
      if (open !== undefined) settle(open, entry, repeats);
    }
    for (const [page, { ids }] of pages) if (ids.size === 0) pages.delete(page);
    const entries = Array.from(pages, ([page, { ids, next }]) => ({
      page,
      number: next,
      claims: claimsOf([...ids.values()].slice(0, maxEntryIds)),
    }));
    if (entries.length === 0) break;
    const refused = new Set(await store.append(entries));
    for (const entry of entries) {
      const open = pages.get(entry.page);
      if (open === undefined || refused.has(entry.page)) continue;
      settle(open, entry, repeats);
      if (open.ids.size === 0) pages.delete(entry.page);
    }
    if (refused.size > 0) refusals += 1;
    if (refusals > maxRefusals)
      throw new PortError('countedIds', 'append', true, {
        cause: new Error('Others appended to the page again and again.'),
      });
  }
  return repeats;
};
