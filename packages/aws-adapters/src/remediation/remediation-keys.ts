import type { Reservation } from '@bellwether/ports';
import { keyName } from '../counts/row-keys.ts';

/** Every key of remediation in the table of counts begins so; policies name it (`dynamodb:LeadingKeys`). */
const prefix = 'remediation#';

const itemKey = (pk: string, sk: string) => ({ pk: { S: `${prefix}${pk}` }, sk: { S: sk } });

const hourMs = 3_600_000;

/** The request for approval about a finding. The machine's definition writes it under the same key. */
export const approvalKey = (findingId: string) => itemKey(`approval#${findingId}`, 'request');

export const lockKey = ({ account, region, resource }: Reservation) =>
  itemKey(`lock#${account}#${region}#${keyName(resource)}`, 'lock');

export const runKey = ({ playbookId, account }: Reservation) => itemKey(`running#${playbookId}#${account}`, 'run');

export const experienceKey = ({ playbookId, account }: Reservation) =>
  itemKey(`verified#${playbookId}#${account}`, 'last');

/** Findings of one hour of the clock: of a playbook, or of all with `*`. */
export const hourKey = (account: string, playbookId: string, nowMs: number) =>
  itemKey(`rate#${playbookId}#${account}`, new Date(Math.floor(nowMs / hourMs) * hourMs).toISOString());
