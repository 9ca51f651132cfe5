import { hourMs, isTimeBelieved, isTimeNear } from '@bellwether/log-events';
import type { AttributeValue, Dataset, FindingProvenance, Provenance, ReadRecord } from '@bellwether/log-events';

/** Datasets that speak about the account itself: who can forge one of their records can accuse, hide or set off a remediation. */
const accountDatasets: ReadonlySet<Dataset> = new Set(['cloudtrail', 'vpc-flow', 'guardduty', 'config', 'waf']);

/** Formats that do so in a dataset that contains other records as well. */
const accountFormats: ReadonlySet<string> = new Set(['eks-audit', 'security-hub', 'inspector']);

const accountId = /^\d{12}$/;
const regionName = /^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/;

/** Longest claim that is kept as an attribute, in UTF-16 units. */
const maxClaimLength = 128;

/** Whether a record speaks about the account, not about an application. */
export const isAccountLevel = ({ dataset, format }: Pick<ReadRecord, 'dataset' | 'format'>): boolean =>
  accountDatasets.has(dataset) || accountFormats.has(format);

/** Marks a record that only claims to be of its dataset. Set by `trustRecord`, kept with the event. */
export const claimedDatasetAttribute = 'bellwether.claimed.dataset';

/** A dataset is declared for an account of its own. The files of a trail's bucket may belong to many; each names its own. */
const isOfOwnAccount = ({ account }: ReadRecord, { ingestionPath, origin }: Provenance): boolean =>
  ingestionPath === 'object' || account === undefined || origin.account === '' || account === origin.account;

const isDeclared = (record: ReadRecord, provenance: Provenance): boolean =>
  provenance.declaredDataset === record.dataset && isOfOwnAccount(record, provenance);

/**
 * What vouches for a record that was trusted: undefined for one that neither is of a declared log source nor speaks about the
 * account.
 *
 * @param provenance  absent for a record whose source nobody knows; then an account-level record is only claimed
 */
export const provenanceOf = (record: ReadRecord, provenance: Provenance | undefined): FindingProvenance | undefined => {
  if (record.attributes[claimedDatasetAttribute] !== undefined) return 'claimed';
  if (provenance?.declaredDataset === record.dataset) return 'declared';
  return isAccountLevel(record) ? 'claimed' : undefined;
};

/** Services that write one event more than once: a trail beside another, a finding beside its copy. */
const datasetsWithIds: ReadonlySet<Dataset> = new Set(['cloudtrail', 'guardduty']);

/** Whether the service's own ids count once in a source that is declared to contain the dataset. */
export const countsIdsOnce = (declaredDataset: Dataset | undefined): boolean =>
  declaredDataset !== undefined && datasetsWithIds.has(declaredDataset);

/** Whether a record that was trusted has an id that its service gave it and that counts once in its declared source. */
export const hasServiceId = (record: ReadRecord, provenance: Provenance | undefined): boolean =>
  record.id !== undefined &&
  (datasetsWithIds.has(record.dataset) || record.format === 'security-hub') &&
  provenanceOf(record, provenance) === 'declared';

type Claims = Record<string, AttributeValue>;

/** A claim that is believed; one that is not is noted under its name. */
const believe = (
  claims: Claims,
  name: 'account' | 'region',
  { claimed, known, isOfOwn }: { claimed: string | undefined; known: string; isOfOwn: boolean },
): string | undefined => {
  if (claimed === undefined || claimed === known) return claimed;
  if (isOfOwn && (name === 'account' ? accountId : regionName).test(claimed)) return claimed;
  if (claimed !== '') claims[`bellwether.claimed.${name}`] = claimed.slice(0, maxClaimLength);
  return undefined;
};

/** Attributes that readers fill with what the record claims. */
const putKnown = (attributes: Record<string, AttributeValue>, name: string, value: string): void => {
  if (!(name in attributes)) return;
  if (value === '') delete attributes[name];
  else attributes[name] = value;
};

/**
 * The record with what it says of itself put in its place. Its account, its region and its id count where its log source is
 * declared to hold its dataset; elsewhere they come from the source, and what the record claims is an attribute:
 * `bellwether.claimed.account`, `bellwether.claimed.region`, `event.id`. An account-level record from an undeclared source also
 * carries `bellwether.claimed.dataset`.
 *
 * @param sourceId  the id that the source itself gave the record, such as CloudWatch's event id
 * @example a flow log's line in an application's log group of 111122223333
 * trustRecord({ dataset: 'vpc-flow', account: '999988887777', ... }, provenance).attributes['bellwether.claimed.account'] // '999988887777'
 */
export const trustRecord = (record: ReadRecord, provenance: Provenance, sourceId?: string): ReadRecord => {
  const { origin, ingestionPath } = provenance;
  const { account, region, id } = record;
  // Most records claim nothing.
  if (account === undefined && region === undefined && (id === undefined || id === sourceId) && !isAccountLevel(record))
    return record;
  const { attributes } = record;
  const declared = isDeclared(record, provenance);
  const claims: Claims = {};
  if (!declared && isAccountLevel(record)) claims[claimedDatasetAttribute] = record.dataset;
  const isOfOwn = declared && (ingestionPath === 'object' || origin.account === '');
  const ofAccount = believe(claims, 'account', { claimed: account, known: origin.account, isOfOwn });
  const ofRegion = believe(claims, 'region', { claimed: region, known: origin.region, isOfOwn: declared });
  const ofId = declared || id === sourceId ? id : undefined;
  if (id !== ofId && id !== undefined && attributes['event.id'] === undefined)
    claims['event.id'] = id.slice(0, maxClaimLength);
  if (ofAccount === account && ofRegion === region && ofId === id && Object.keys(claims).length === 0) return record;
  const trusted = { ...attributes, ...claims };
  if (ofAccount !== account) putKnown(trusted, 'cloud.account.id', origin.account);
  if (ofRegion !== region) putKnown(trusted, 'cloud.region', origin.region);
  const { account: _account, region: _region, id: _id, ...rest } = record;
  return {
    ...rest,
    attributes: trusted,
    ...(ofAccount === undefined ? {} : { account: ofAccount }),
    ...(ofRegion === undefined ? {} : { region: ofRegion }),
    ...(ofId === undefined ? {} : { id: ofId }),
  };
};

/** Earliest and latest times that a date can contain, epoch milliseconds. */
const farthestMs = 8.64e15;

/** The record with a time that it does not claim; what it claims is the attribute `bellwether.claimed.time`. */
const distrustTime = (record: ReadRecord, receivedMs: number, service: number | undefined): ReadRecord => {
  const { timestampMs: claimed = 0 } = record;
  const text = Math.abs(claimed) <= farthestMs ? new Date(claimed).toISOString() : String(claimed);
  return {
    ...record,
    timestampMs: service ?? receivedMs,
    attributes: { ...record.attributes, 'bellwether.claimed.time': text },
  };
};

/** Hours far from its arrival that one live delivery may spread its events over; integer. */
const maxFarHours = 24;

/**
 * The record with its time as `trustTime` left it, unless its delivery has spread its events over too many hours far from its arrival: each
 * hour makes an object and rows of counters. It depends on the delivery alone, so every retry and every cut of batches has the same times.
 *
 * @param farHoursOf  gives the far hours of the delivery so far; this record's is noted
 */
export const trustSpread = (
  record: ReadRecord,
  { ingestionPath }: Provenance,
  receivedMs: number,
  farHoursOf: () => Set<number>,
): ReadRecord => {
  const { timestampMs } = record;
  const isLive = ingestionPath === 'stream' || ingestionPath === 'subscription';
  if (!isLive || timestampMs === undefined || isTimeNear(timestampMs, receivedMs)) return record;
  const [hour, farHours] = [Math.floor(timestampMs / hourMs), farHoursOf()];
  if (farHours.has(hour)) return record;
  if (farHours.size >= maxFarHours) return distrustTime(record, receivedMs, undefined);
  farHours.add(hour);
  return record;
};

/**
 * The record with a time that can be believed: its own, else that of the service that delivered it, else its arrival. What it claimed
 * is the attribute `bellwether.claimed.time`, as ISO 8601 where it is a date.
 *
 * @param maxLiveAgeMs  how long the archive keeps events, as `isTimeBelieved` takes it
 * @param service  when the service that delivered the record says it happened, epoch milliseconds UTC
 */
export const trustTime = (
  record: ReadRecord,
  { ingestionPath }: Provenance,
  {
    receivedMs,
    service,
    maxLiveAgeMs,
  }: { readonly receivedMs: number; readonly service: number | undefined; readonly maxLiveAgeMs?: number | undefined },
): ReadRecord => {
  const { timestampMs: claimed } = record;
  const isBelieved = (timeMs: number): boolean => isTimeBelieved(timeMs, receivedMs, ingestionPath, maxLiveAgeMs);
  if (claimed === undefined) {
    if (service === undefined || isBelieved(service)) return record;
    return distrustTime({ ...record, timestampMs: service }, receivedMs, undefined);
  }
  if (isBelieved(claimed)) return record;
  return distrustTime(record, receivedMs, service !== undefined && isBelieved(service) ? service : undefined);
};
