import type { AttributeSet } from '../fields/attribute-set.ts';
import { putAddress, putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { keyValues } from '../fields/key-values.ts';
import { badShape } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { timestampAt } from '../time/timestamp.ts';

const format = 'auditd';

const head =
  /^(?:node=(\S{1,255}) )?type=([A-Z_0-9]{2,40}|UNKNOWN\[\d{1,5}\]) msg=audit\((\d{10}\.\d{3}):(\d{1,20})\):\s?/;

/** What a record type means, in the words of elastic/go-libaudit (Apache-2.0), which other shippers use too. */
const actions: Readonly<Record<string, string>> = {
  USER_AUTH: 'authenticated', USER_ACCT: 'was-authorized', USER_LOGIN: 'logged-in', USER_LOGOUT: 'logged-out', USER_START: 'started-session',
  USER_END: 'ended-session', USER_CMD: 'ran-command', USER_CHAUTHTOK: 'changed-password', USER_ERR: 'error', USER_MGMT: 'modified-user-account',
  CRED_ACQ: 'acquired-credentials', CRED_DISP: 'disposed-credentials', CRED_REFR: 'refreshed-credentials', LOGIN: 'changed-login-id-to',
  ADD_USER: 'added-user-account', DEL_USER: 'deleted-user-account', ADD_GROUP: 'added-group-account-to', DEL_GROUP: 'deleted-group-account-from',
  GRP_MGMT: 'modified-group-account', GRP_CHAUTHTOK: 'changed-group-password', ACCT_LOCK: 'locked-account', ACCT_UNLOCK: 'unlocked-account',
  SERVICE_START: 'started-service', SERVICE_STOP: 'stopped-service', SYSTEM_BOOT: 'booted-system', SYSTEM_SHUTDOWN: 'shutdown-system',
  SYSTEM_RUNLEVEL: 'changed-to-runlevel', DAEMON_START: 'started-audit', DAEMON_END: 'shutdown-audit', DAEMON_ABORT: 'aborted-auditd-startup',
  DAEMON_CONFIG: 'changed-auditd-configuration', CONFIG_CHANGE: 'changed-audit-configuration', CRYPTO_SESSION: 'started-crypto-session',
  CRYPTO_KEY_USER: 'negotiated-crypto-key', CRYPTO_LOGIN: 'crypto-officer-logged-in', CRYPTO_LOGOUT: 'crypto-officer-logged-out',
  KERN_MODULE: 'loaded-kernel-module', NETFILTER_CFG: 'loaded-firewall-rule-to', TTY: 'typed', USER_TTY: 'typed', ANOM_ABEND: 'crashed-program',
  ANOM_PROMISCUOUS: 'changed-promiscuous-mode-on-device', AVC: 'violated-selinux-policy', USER_AVC: 'violated-selinux-policy', SELINUX_ERR: 'violated-selinux-policy',
  SECCOMP: 'violated-seccomp-policy', MAC_STATUS: 'changed-selinux-enforcement', MAC_POLICY_LOAD: 'loaded-selinux-policy', ROLE_ASSIGN: 'assigned-user-role-to',
  ROLE_REMOVE: 'removed-user-role-from', VIRT_CONTROL: 'issued-vm-control', VIRT_CREATE: 'created-vm-image', VIRT_DESTROY: 'deleted-vm-image',
  VIRT_MACHINE_ID: 'assigned-vm-id', VIRT_RESOURCE: 'assigned-vm-resource', CHUSER_ID: 'changed-user-id', CHGRP_ID: 'changed-group', TEST: 'sent-test',
  TRUSTED_APP: 'unknown', USYS_CONFIG: 'changed-configuration', SOFTWARE_UPDATE: 'package-updated', AUDIT_WATCH: 'changed-audit-watch',
}; // prettier-ignore

const unknown: ReadonlySet<string> = new Set(['?', '(null)', '(none)', '', '(unknown)']);

const known = (value: string | undefined): string | undefined =>
  value === undefined || unknown.has(value) ? undefined : value;

/** auditd writes a text with a space or quote as hexadecimal, without quotes. */
const unhex = (value: string | undefined): string | undefined => {
  if (
    value === undefined ||
    value.length < 6 ||
    value.length % 2 !== 0 ||
    value.length > 8192 ||
    !/^[0-9A-F]{6,8192}$/.test(value)
  )
    return known(value);
  return Buffer.from(value, 'hex').toString('utf8').replaceAll('\u0000', ' ');
};

/** The pairs of the record, and those that a program's own `msg='…'` holds. */
const pairsOf = (text: string): ReadonlyMap<string, string> => {
  const pairs = new Map<string, string>();
  for (const { key, value } of keyValues(text)) {
    if (key === 'msg') for (const inner of keyValues(value)) pairs.set(inner.key, inner.value);
    else if (!pairs.has(key)) pairs.set(key, value);
  }
  return pairs;
};

const outcomeOf = (pairs: ReadonlyMap<string, string>): string | undefined => {
  const result = pairs.get('res') ?? pairs.get('result') ?? pairs.get('success');
  if (result === undefined) return undefined;
  if (result === 'success' || result === 'yes' || result === '1') return 'success';
  return result === 'failed' || result === 'no' || result === '0' ? 'failure' : undefined;
};

/** The Linux audit daemon's log. */
export const auditdReader: Reader = {
  format,
  dataset: 'ec2',
  recognise: (text) => (head.test(text) ? 0.95 : 0),
  read(raw, context) {
    const match = head.exec(raw.text);
    if (match === null) return badShape(format, 'header');
    const rest = raw.text.slice(match[0].length).trimEnd();
    const pairs = pairsOf(rest);
    const attributes: AttributeSet = {};
    const type = match[2]!;
    const outcome = outcomeOf(pairs);
    attributes['event.action'] = actions[type] ?? type.toLowerCase();
    attributes['auditd.log.record_type'] = type;
    attributes['auditd.log.sequence'] = Number(match[4]);
    if (outcome !== undefined) attributes['event.outcome'] = outcome;
    putText(attributes, 'host.hostname', match[1]);
    putNumber(attributes, 'process.pid', pairs.get('pid'));
    putNumber(attributes, 'process.parent.pid', pairs.get('ppid'));
    putText(attributes, 'process.name', unhex(pairs.get('comm')));
    putText(attributes, 'process.executable', unhex(pairs.get('exe')));
    putText(attributes, 'user.id', known(pairs.get('uid')));
    putText(attributes, 'user.audit.id', known(pairs.get('auid')));
    putText(attributes, 'user.name', unhex(pairs.get('acct')));
    putAddress(attributes, 'source', known(pairs.get('addr')));
    putText(attributes, 'process.command_line', unhex(pairs.get('cmd') ?? pairs.get('proctitle')));
    return buildRecord(raw, {
      format,
      dataset: context.dataset ?? 'ec2',
      message: `${type} ${rest}`,
      attributes,
      timestampMs: timestampAt(match[3]!, 0, context.receivedMs)?.ms,
    });
  },
};
