import { openChance } from '../chance/chance.ts';
import { uniqueIdOf } from '../chance/identifiers.ts';
import type { DaySettings } from '../settings.ts';

/** A virtual machine and its one network interface. */
export interface Instance {
  readonly id: string;
  readonly eniId: string;
  readonly privateIp: string;
  /** `ip-10-0-1-23`, as Amazon Linux names itself. */
  readonly hostName: string;
  readonly role: 'web' | 'app' | 'database' | 'bastion' | 'backup';
}

/** An IAM user: a person at the console, or a program with a long-lived key. */
export interface IamUser {
  readonly userName: string;
  readonly principalId: string;
  readonly accessKeyId: string;
  readonly address: string;
}

/** Who and what stands in the account. Made of the seed alone, so every service and incident speaks of the same things. */
export interface World {
  readonly seed: number;
  readonly account: string;
  readonly region: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly instances: readonly Instance[];
  readonly people: readonly IamUser[];
  /** Programs with long-lived keys; Terraform first, then the reporting job. */
  readonly programs: readonly IamUser[];
  /** The one trail of the account, the name without its ARN. */
  readonly trailName: string;
  /** When the catalog's ordinary release goes out: new INFO lines, nothing wrong. */
  readonly ordinaryDeployMs: number;
  /** Public addresses of the offices, from the documentation ranges of RFC 5737. */
  readonly officeAddresses: readonly string[];
  /** Where the instances' own calls seem to come from: the address of the NAT gateway. */
  readonly natAddress: string;
}

/** Ten instances. Their order decides their addresses, so it is part of the seed's meaning. */
const roles = ['web', 'web', 'app', 'app', 'app', 'app', 'database', 'database', 'bastion', 'backup'] as const;
/** Invented people who use the console. */
const peopleNames = [
  'ana.ribeiro',
  'jonas.weber',
  'mei.tanaka',
  'omar.haddad',
  'lucia.moretti',
  'pavel.novak',
] as const;
/** IAM users that are programs: each has one access key that is never rotated. */
const programNames = ['terraform-ci', 'legacy-reporting', 'partner-export'] as const;

/** Builds the account of a day. */
export const buildWorld = (day: DaySettings): World => {
  const chance = openChance(day.seed, 'world');
  const officeAddresses = [`203.0.113.${chance.whole(10, 60)}`, `203.0.113.${chance.whole(61, 120)}`];
  const userOf = (userName: string, address: string): IamUser => ({
    userName,
    principalId: uniqueIdOf(chance, 'AIDA'),
    accessKeyId: uniqueIdOf(chance, 'AKIA'),
    address,
  });
  return {
    seed: day.seed,
    account: day.account,
    region: day.region,
    startMs: day.startMs,
    endMs: day.endMs,
    instances: roles.map((role, index) => {
      // The index keeps the addresses apart; two subnets, one a zone.
      const octets = [10, 0, 1 + (index % 2), 16 + index * 20 + chance.whole(0, 15)] as const;
      return {
        id: `i-0${chance.hex(16)}`,
        eniId: `eni-0${chance.hex(16)}`,
        privateIp: octets.join('.'),
        hostName: `ip-${octets.join('-')}`,
        role,
      };
    }),
    people: peopleNames.map((name) => userOf(name, chance.pick(officeAddresses))),
    programs: programNames.map((name) => userOf(name, `198.51.100.${chance.whole(10, 250)}`)),
    trailName: chance.pick(['organization-trail', 'management-events', 'audit-trail']),
    ordinaryDeployMs: day.startMs + chance.whole(10 * 60, 11 * 60 + 30) * 60_000,
    officeAddresses,
    natAddress: `198.51.100.${chance.whole(2, 9)}`,
  };
};

/** The instances of one role; every role has at least one. */
export const instancesOf = (world: World, role: Instance['role']): readonly Instance[] =>
  world.instances.filter((instance) => instance.role === role);
