import type { AttributeSet } from '../fields/attribute-set.ts';
import { putAddress, putNumber, putText } from '../fields/attribute-set.ts';

type Fill = (match: RegExpExecArray, attributes: AttributeSet) => void;

const outcome = (attributes: AttributeSet, isSuccess: boolean): void => {
  attributes['event.outcome'] = isSuccess ? 'success' : 'failure';
};

/** `Accepted publickey for root from 10.0.0.1 port 22 ssh2`. User names come from the client, so `from` is sought from the end. */
const login: Fill = (match, attributes) => {
  attributes['event.action'] = 'ssh_login';
  outcome(attributes, match[1] === 'Accepted');
  putText(attributes, 'user.name', match[2]);
  putAddress(attributes, 'source', match[3]);
  putNumber(attributes, 'source.port', match[4]);
};

const named: Fill = (match, attributes) => putText(attributes, 'user.name', match[1]);

/** `session opened for user root by vagrant(uid=1000)`: who acts is the user, whom he becomes the effective one. */
const session: Fill = (match, attributes) => {
  putText(attributes, 'user.name', match[2] ?? match[1]);
  putText(attributes, 'user.effective.name', match[1]);
};

const addressed: Fill = (match, attributes) => {
  putAddress(attributes, 'source', match[1]);
  putNumber(attributes, 'source.port', match[2]);
};

/** `user : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls`, with `command not allowed` and the like before TTY. */
const sudo: Fill = (match, attributes) => {
  putText(attributes, 'user.name', match[1]);
  const refusal = match[2]!;
  if (/not allowed|incorrect password|NOT in sudoers/.test(refusal)) outcome(attributes, false);
  putText(attributes, 'user.effective.name', /USER=([^ ;]{1,64})/.exec(refusal)?.[1]);
  putText(attributes, 'process.command_line', /COMMAND=(.{1,2000})/.exec(refusal)?.[1]);
  attributes['event.action'] = 'sudo';
};

const account: Fill = (match, attributes) => {
  outcome(attributes, true);
  const isGroup = match[1] === 'group';
  putText(attributes, isGroup ? 'group.name' : 'user.name', match[2]);
  attributes['event.action'] = isGroup ? 'added-group-account' : 'added-user-account';
};

/**
 * What sshd, sudo, su, PAM and the shadow tools write, first match wins. Every quantifier is bounded or runs over
 * characters that the next part excludes, so no line can make one backtrack.
 */
const patterns: readonly (readonly [RegExp, Fill])[] = [
  [/^(Accepted|Failed) [\w/-]{1,40} for (?:invalid user |illegal user )?(.{0,64}?) from (\S{1,64}) port (\d{1,5})/, login],
  [/^(?:Invalid|Illegal) user (\S{0,64}) from \S{1,64}/, (match, attributes) => {
    putText(attributes, 'user.name', match[1]);
    addressed(/ from (\S{1,64})(?: port (\d{1,5}))?/.exec(match.input)!, attributes);
    outcome(attributes, false);
    attributes['event.action'] = 'ssh_login';
  }],
  [/^\s{0,4}(\S{1,64}) : ([^\n]{1,4000})/, sudo],
  [/^authentication failure; ([^\n]{0,400})/, (match, attributes) => {
    outcome(attributes, false);
    const details = match[1]!;
    putText(attributes, 'user.name', /\buser=(\S{1,64})/.exec(details)?.[1]);
    putAddress(attributes, 'source', /\brhost=(\S{1,255})/.exec(details)?.[1]);
    attributes['event.action'] = 'authentication';
  }],
  [/session (?:opened|closed) for user ([\w.@$-]{1,64})(?:\(uid=\d{1,10}\))?(?: by ([\w.@$-]{1,64})\()?/, session],
  [/^pam_\w{1,20}\([\w:.-]{1,60}\): authentication failure;[^\n]{0,300}? user=(\S{1,64})/, (match, attributes) => {
    putText(attributes, 'user.name', match[1]);
    outcome(attributes, false);
  }],
  [/^pam_\w{1,20}\([\w:.-]{1,60}\): requirement "[^"\n]{1,100}" not met by user "([^"\n]{1,64})"/, (match, attributes) => {
    putText(attributes, 'user.name', match[1]);
    outcome(attributes, false);
  }],
  [/^new (user|group): name=([^,\s]{1,64})/, account],
  [/^(?:group|user) added to \S{1,64}: name=([^,\s]{1,64})/, (match, attributes) => {
    outcome(attributes, true);
    putText(attributes, match[0].startsWith('group') ? 'group.name' : 'user.name', match[1]);
  }],
  [/^(?:changed|add|delete|remove[d]?) (?:password for )?(?:user )?'([^']{1,64})'/, named],
  [/^(?:Successful|FAILED) su for (\S{1,64}) by (\S{1,64})/, (match, attributes) => {
    putText(attributes, 'user.name', match[2]);
    putText(attributes, 'user.effective.name', match[1]);
    outcome(attributes, match[0].startsWith('S'));
  }],
  [/^(?:Connection (?:closed|reset) by|Disconnected from) (?:(?:(?:authenticating|invalid) )?user (\S{1,64}) )?(\S{1,64})(?: port (\d{1,5}))?/, (match, attributes) => {
    named(match, attributes);
    putAddress(attributes, 'source', match[2]);
    putNumber(attributes, 'source.port', match[3]);
  }],
  [/^\(([\w.-]{1,64})\) CMD \((.{1,2000})\)$/, (match, attributes) => {
    named(match, attributes);
    putText(attributes, 'process.command_line', match[2]!.trim());
  }],
  [/^New session \S{1,20} of user ([\w.@-]{1,64}?)\.?$/, named],
  [/^(?:Did not receive identification string|Received disconnect) from (\d[\d.]{6,14}|[0-9a-fA-F:]{3,39}?)(?::|\s|$)(?:port (\d{1,5}))?/, addressed],
]; // prettier-ignore

/** Programs whose words are read; others may say `session opened` about something else. */
const programs =
  /^(?:sshd?|sudo|su|login|systemd-logind|CRON|cron|crond|useradd|userdel|usermod|groupadd|groupdel|chfn|chsh|chage|passwd|gpasswd|polkitd|gdm|ftpd|vsftpd|samba|dropbear)\b/;

/** Reads user, address and outcome from an authentication line. */
export const readAuthentication = (program: string, message: string, attributes: AttributeSet): void => {
  if (!programs.test(program)) return;
  for (const [pattern, fill] of patterns) {
    const match = pattern.exec(message);
    if (match === null) continue;
    if (fill === sudo && !program.startsWith('sudo')) continue;
    fill(match, attributes);
    return;
  }
};
