import {
  failedChanges,
  failedDeliveries,
  quarantinedDelivery,
  quarantinedNotice,
  trailNotice,
  type ArchiveRange,
  type FailedOptions,
} from '@bellwether/pipeline';
import type { ObjectListing, QuarantinedRecord } from '@bellwether/ports';
import { refused, type ReplayItem } from './replay-item.ts';
import type { ReplaySource } from './replay-source.ts';

/** Why a quarantined record is neither a delivery nor a notice. */
const whyNot = ({ reason, origin, position }: QuarantinedRecord): string => {
  if (position !== undefined) return 'It was sent again before and is kept under its first path.';
  return reason === 'too_long'
    ? `It is longer than the most that is kept of one record; read it in ${origin}.`
    : `Its position is unknown; it comes from ${origin}.`;
};

/** Quarantined records, each by itself. */
export async function* gatherQuarantine({ quarantine }: ReplaySource): AsyncGenerator<ReplayItem> {
  for await (const record of quarantine.list()) {
    const [delivery, notice] = [quarantinedDelivery(record), quarantinedNotice(record)];
    if (delivery) yield { kind: 'delivery', delivery };
    else if (notice) yield { kind: 'notice', notice };
    else yield refused(record.path, whyNot(record));
  }
}

/** What Lambda gave up on, under the prefix that AWS chose. */
export async function* gatherFailures({ lake }: ReplaySource, options: FailedOptions): AsyncGenerator<ReplayItem> {
  for await (const { path } of lake.list('aws/lambda/')) {
    const bytes = await lake.read(path);
    if (bytes === 'not_found') continue;
    const text = new TextDecoder().decode(bytes);
    const changes = failedChanges(path, text);
    const deliveries = failedDeliveries(path, text, options);
    if (changes !== undefined) yield { kind: 'changes', changes };
    else if (deliveries === undefined) yield refused(path, 'It is not a batch or delivery that Lambda gave up on.');
    else for (const delivery of deliveries) yield { kind: 'delivery', delivery };
  }
}

/** The files of a trail in which events of a span may lie, whole. */
export async function* gatherTrail(
  listing: ObjectListing,
  prefix: string,
  range: Pick<ArchiveRange, 'fromMs' | 'toMs'>,
): AsyncGenerator<ReplayItem> {
  for await (const file of listing.list(prefix)) {
    const notice = trailNotice(file, range);
    if (notice !== undefined) yield { kind: 'notice', notice };
  }
}
