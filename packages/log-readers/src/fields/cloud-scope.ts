import type { JsonObject } from './json.ts';

/** Whether a value is an AWS account: twelve digits. What a service writes for none, such as `unknown`, is not. */
export const asAccount = (value: unknown): string | undefined => {
  if (typeof value === 'number')
    return Number.isInteger(value) ? asAccount(String(value).padStart(12, '0')) : undefined;
  return typeof value === 'string' && /^\d{12}$/.test(value) ? value : undefined;
};

const regionShape = /^[a-z]{2}(?:-[a-z]{2,10}){1,2}-\d{1,2}$/;

/** Whether a value is the name of an AWS region. */
export const asRegion = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length < 30 && regionShape.test(value) ? value : undefined;

/** Account and region that an ARN names. */
export interface Scope {
  readonly account?: string;
  readonly region?: string;
}

/** Account and region of an ARN, `arn:aws:service:region:account:resource`; empty parts are left out. */
export const arnScope = (arn: unknown): Scope => {
  if (typeof arn !== 'string' || !arn.startsWith('arn:aws')) return {};
  const [, , , first, second] = arn.split(':', 5);
  const region = asRegion(first);
  const account = asAccount(second);
  return { ...(account === undefined ? {} : { account }), ...(region === undefined ? {} : { region }) };
};

/** Keys of ARNs that name who acted or what was acted on elsewhere, not where the record comes from. */
const others = /^source|user|role|principal|caller|identity|requester|destination|target|cert|actor|session|policy/i;

/** The scope of the first ARN among a record's own values that names where it comes from. */
export const scopeOfArns = (document: JsonObject): Scope => {
  let scope: Scope = {};
  let seen = 0;
  for (const key in document) {
    if ((seen += 1) > 200) break;
    const last = key.charCodeAt(key.length - 1);
    if ((last !== 0x6e && last !== 0x4e) || !/arn$/i.test(key) || others.test(key)) continue;
    const found = arnScope(document[key]);
    scope = { ...found, ...scope };
    if (scope.account !== undefined && scope.region !== undefined) break;
  }
  return scope;
};
