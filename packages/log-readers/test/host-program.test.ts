import { describe, expect, it } from '@jest/globals';
import { type AttributeSet, isHostProgramField, readHostProgram } from '@bellwether/log-readers/fast-path';

const said: readonly (readonly [program: string, message: string])[] = [
  ['sshd', 'Failed password for invalid user ann from 203.0.113.9 port 40022 ssh2'],
  ['sshd', 'Invalid user ann from 203.0.113.9 port 40022'],
  ['sudo', 'ann : command not allowed ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls'],
  ['sshd', 'authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=203.0.113.9  user=root'],
  ['su', 'session opened for user root by ann(uid=1000)'],
  ['su', 'pam_unix(su:auth): requirement "uid >= 1000" not met by user "ann"'],
  ['groupadd', 'new group: name=staff, GID=1001'],
  ['useradd', 'new user: name=ann, UID=1001'],
  ['groupadd', 'group added to /etc/group: name=staff, GID=1001'],
  ['usermod', "add 'ann' to group 'staff'"],
  ['su', 'Successful su for root by ann'],
  ['sshd', 'Disconnected from authenticating user ann 203.0.113.9 port 40022'],
  ['CRON', '(root) CMD (run-parts /etc/cron.hourly)'],
  ['systemd-logind', 'New session 3 of user ann.'],
  ['sshd', 'Received disconnect from 203.0.113.9 port 40022:11: bye'],
  ['kernel', '[UFW BLOCK] IN=eth0 OUT= SRC=203.0.113.9 DST=10.0.0.1 LEN=40 PROTO=TCP SPT=4000 DPT=22'],
];

describe('fields that the program of a host may write', () => {
  it.each(said)('names every field that is read from what %s says: %s', (program, message) => {
    const attributes: AttributeSet = {};
    readHostProgram(program, message, attributes);
    const names = Object.keys(attributes);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !isHostProgramField(name))).toEqual([]);
  });

  it.each(['SchemaVersion', 'Severity.Label', 'sourceIp', 'labels.user.name'])('leaves %s out', (name) => {
    expect(isHostProgramField(name)).toBe(false);
  });
});
