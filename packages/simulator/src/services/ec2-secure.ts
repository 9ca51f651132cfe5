import { fingerprintOf, visitorAddressOf } from '../chance/identifiers.ts';
import { chooserOf } from '../chance/weighted.ts';
import { ceilSecond, syslogTime } from '../text/times.ts';
import { nearlyFlat } from '../timetable/daily-curve.ts';
import { instancesOf } from '../world/world.ts';
import type { Chance } from '../chance/chance.ts';
import type { World } from '../world/world.ts';
import type { LogSource } from './log-source.ts';

/** Names the Internet tries first. */
const guessedNames = ['admin', 'test', 'oracle', 'ubuntu', 'postgres', 'git'] as const;

/** Lines of one login or sudo, without their syslog header. */
const chooseSession = chooserOf<(world: World, chance: Chance, pid: number) => readonly string[]>([
  [
    40,
    (world, chance, pid) => [
      `sshd[${pid}]: Accepted publickey for ec2-user from ${chance.pick(world.officeAddresses)} port ${chance.whole(40_000, 65_000)} ssh2: ED25519 ${fingerprintOf(chance)}`,
      `sshd[${pid}]: pam_unix(sshd:session): session opened for user ec2-user(uid=1000) by (uid=0)`,
      `sshd[${pid}]: pam_unix(sshd:session): session closed for user ec2-user`,
    ],
  ],
  [
    25,
    (_world, chance) => [
      `sudo[${chance.whole(1_000, 32_000)}]: ec2-user : TTY=pts/0 ; PWD=/home/ec2-user ; USER=root ; COMMAND=/usr/bin/${chance.pick(['systemctl status shop-agent', 'journalctl -n 200', 'df -h'])}`,
    ],
  ],
  // What any public bastion hears all day: one guess, then gone.
  [
    18,
    (_world, chance, pid) => {
      const from = `${visitorAddressOf(chance)} port ${chance.whole(30_000, 65_000)}`;
      const name = chance.pick(guessedNames);
      return [
        `sshd[${pid}]: Invalid user ${name} from ${from}`,
        `sshd[${pid}]: Connection closed by invalid user ${name} ${from} [preauth]`,
      ];
    },
  ],
  [
    4,
    (world, chance, pid) => [
      `sshd[${pid}]: Failed publickey for ec2-user from ${chance.pick(world.officeAddresses)} port ${chance.whole(40_000, 65_000)} ssh2`,
    ],
  ],
]);

/**
 * `/var/log/secure`: logins, most of them through the bastion, and sudo.
 *
 * Guesses at the bastion come one by one from addresses all over: none of them is a brute-force attempt.
 */
export const ec2Secure: LogSource = {
  name: 'ec2-secure',
  logGroup: '/ec2/var/log/secure',
  weight: 2,
  curve: nearlyFlat,
  open: (world, chance) => {
    const bastions = instancesOf(world, 'bastion');
    return (atMs, emit) => {
      const host = chance.happens(0.7) ? chance.pick(bastions) : chance.pick(instancesOf(world, 'app'));
      let secondMs = ceilSecond(atMs);
      for (const line of chooseSession(chance)(world, chance, chance.whole(1_000, 32_000))) {
        emit(secondMs, host.id, `${syslogTime(secondMs)} ${host.hostName} ${line}`);
        // A session stays open for minutes; opening takes no time at all.
        secondMs += (line.includes('opened') ? chance.whole(20, 900) : 0) * 1_000;
      }
    };
  },
};
