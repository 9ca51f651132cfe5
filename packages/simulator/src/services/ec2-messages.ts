import { chooserOf } from '../chance/weighted.ts';
import { ceilSecond, syslogTime } from '../text/times.ts';
import { nearlyFlat } from '../timetable/daily-curve.ts';
import type { Chance } from '../chance/chance.ts';
import type { LogSource } from './log-source.ts';

/** Lines of one happening, in order, without their syslog header. */
const chooseLines = chooserOf<(chance: Chance) => readonly string[]>([
  [
    20,
    (chance) => {
      const session = chance.whole(100, 99_999);
      return [
        `systemd[1]: Started session-${session}.scope - Session ${session} of User ec2-user.`,
        `systemd[1]: session-${session}.scope: Deactivated successfully.`,
      ];
    },
  ],
  [
    18,
    (chance) => [
      'systemd[1]: Starting sysstat-collect.service - system activity accounting tool...',
      'systemd[1]: sysstat-collect.service: Deactivated successfully.',
      `systemd[1]: Finished sysstat-collect.service - system activity accounting tool, ${chance.whole(3, 9)} samples.`,
    ],
  ],
  [14, (chance) => [`CROND[${chance.whole(1_000, 32_000)}]: (root) CMD (run-parts /etc/cron.hourly)`]],
  [
    14,
    (chance) => [
      `chronyd[612]: Selected source 169.254.169.123 (offset ${(chance.fraction() * 0.002 - 0.001).toFixed(6)} s)`,
    ],
  ],
  [
    14,
    (chance) => [
      `dhclient[731]: DHCPREQUEST on ens5 to 10.0.0.1 port 67 (xid=0x${chance.hex(8)})`,
      `dhclient[731]: DHCPACK from 10.0.0.1 (xid=0x${chance.hex(8)})`,
    ],
  ],
  [
    10,
    (chance) => [
      `ec2net[${chance.whole(1_000, 9_000)}]: [get_meta] Trying to get http://169.254.169.254/latest/meta-data/network/interfaces/macs/0a:${chance.hex(2)}:${chance.hex(2)}:${chance.hex(2)}:${chance.hex(2)}:${chance.hex(2)}/local-ipv4s`,
    ],
  ],
  [
    8,
    (chance) => [
      `amazon-ssm-agent[1408]: INFO [MessageService] [MDSInteractor] send ping reply took ${chance.whole(3, 90)} ms`,
    ],
  ],
  [
    3,
    (chance) => [
      `kernel: [${chance.whole(100_000, 900_000)}.${chance.whole(100_000, 999_999)}] TCP: request_sock_TCP: Possible SYN flooding on port 8080. Sending cookies.`,
    ],
  ],
  [
    1,
    (chance) => [
      `amazon-ssm-agent[1408]: WARN [CredentialRefresher] Retrying credential refresh, attempt ${chance.whole(1, 3)}`,
    ],
  ],
  [
    0.6,
    () => [
      'cloud-init[2103]: Cloud-init v. 22.2.2 running modules:config',
      'cloud-init[2103]: Cloud-init v. 22.2.2 running modules:final',
      'cloud-init[2103]: Cloud-init finished. Datasource DataSourceEc2. 0 errors',
    ],
  ],
]);

/**
 * `/var/log/messages` of every instance: one stream an instance.
 *
 * Headers are RFC 3164: no year, no zone, whole seconds, and the agent takes the event's time from them.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3164#section-4.1
 */
export const ec2Messages: LogSource = {
  name: 'ec2-messages',
  logGroup: '/ec2/var/log/messages',
  weight: 4,
  curve: nearlyFlat,
  open: (world, chance) => (atMs, emit) => {
    const host = chance.pick(world.instances);
    let secondMs = ceilSecond(atMs);
    for (const line of chooseLines(chance)(chance)) {
      emit(secondMs, host.id, `${syslogTime(secondMs)} ${host.hostName} ${line}`);
      secondMs += chance.whole(0, 2) * 1_000;
    }
  },
};
