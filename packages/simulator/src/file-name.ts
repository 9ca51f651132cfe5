import type { SimulatedEvent } from './simulated-event.ts';

/** What stands in front of a log group's own name, and the folder its files go to. */
const folders: readonly (readonly [prefix: string, folder: string])[] = [
  ['/application/', 'application/'],
  ['/aws/lambda/', 'lambda/'],
  ['/aws/eks/', 'eks/'],
  ['/ec2/var/log/', 'ec2/'],
  ['/vpc/', 'vpc/'],
  ['/cloudtrail/', 'cloudtrail/'],
];

/**
 * A relative path with forward slashes for the log group of an event, such as `application/checkout.log`; one file a
 * group. CloudTrail is `.jsonl`, one record a line.
 */
export const fileNameOf = (event: Pick<SimulatedEvent, 'logGroup'>): string => {
  const { logGroup } = event;
  const [prefix, folder] = folders.find(([start]) => logGroup.startsWith(start)) ?? ['/', 'other/'];
  const name = logGroup.slice(prefix.length).replaceAll(/[^A-Za-z0-9._-]/g, '-');
  return `${folder}${name}${folder === 'cloudtrail/' ? '.jsonl' : '.log'}`;
};
