import type { PolicyCondition } from './policy-statement.ts';

/** Condition keys that say who calls or from where, in lower case: with fixed values they make a grant to everybody one to somebody. */
const callerKeys: ReadonlySet<string> = new Set([
  ...'sourceip vpcsourceip sourcearn sourceaccount sourceowner sourceorgid sourceorgpaths sourcevpc sourcevpce vpceaccount vpceorgid vpceorgpaths userid username principalarn principalaccount principalorgid principalorgpaths principalisawsservice principalservicename'
    .split(' ')
    .map((name) => `aws:${name}`),
  'kms:calleraccount',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
]);

/** Keys about the call or its target. Others say how and from where a call is made (MFA, address, time): who may call stays an administrator. */
const targetKeys = /^(?!aws:)|^aws:(?:resource|requesttag|tagkeys|principaltag|calledvia|viaawsservice)/;

/** A prefix of this length or shorter is much of the internet. */
const maxBroadPrefix = { ipv4: 7, ipv6: 31 } as const;

const isBroadNetwork = (value: string): boolean => {
  const prefix = /\/(\d{1,3})$/.exec(value)?.[1];
  if (prefix === undefined) return value.includes('*');
  return Number(prefix) <= (value.includes(':') ? maxBroadPrefix.ipv6 : maxBroadPrefix.ipv4);
};

/** A value that names somebody: an ARN with its account, or a text without wildcards but for a session name after `:`. */
const isFixed = (key: string, value: string): boolean => {
  if (key === 'aws:sourceip' || key === 'aws:vpcsourceip') return !isBroadNetwork(value);
  if (value.startsWith('arn:')) {
    const [, , , , account = '', resource = ''] = value.split(':');
    return /^\d{12}$/.test(account) || (account === '' && !/^[*?]/.test(resource) && resource !== '');
  }
  return value !== '' && !/[*?]|\$\{/.test(value.replace(/:\*$/, ''));
};

/**
 * Whether a condition makes a grant to everybody one to somebody.
 *
 * Not: `...IfExists` and `ForAllValues:`, which are true where the key is missing, as it is for an anonymous caller; negated
 * operators, which leave out a few; keys that a caller chooses, such as `aws:Referer`; and values that mean nearly everything.
 */
export const narrowsCallers = ({ operator, key, values }: PolicyCondition): boolean => {
  const name = operator.replace(/^foranyvalue:/, '');
  if (name.includes('not') || name.endsWith('ifexists') || name.startsWith('forallvalues:')) return false;
  if (!callerKeys.has(key) || values.length === 0) return false;
  if (name === 'bool')
    return key === 'aws:principalisawsservice' && values.every((value) => value.toLowerCase() === 'true');
  if (name === 'null') return false;
  return values.every((value) => isFixed(key, value));
};

/** Whether a condition takes rights from an administrator. A condition on how the call is made does not. */
export const narrowsRights = ({ key }: PolicyCondition): boolean => targetKeys.test(key);
