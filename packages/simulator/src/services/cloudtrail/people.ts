import { uniqueIdOf } from '../../chance/identifiers.ts';
import { chooserOf } from '../../chance/weighted.ts';
import { officeHours } from '../../timetable/daily-curve.ts';
import { ceilSecond } from '../../text/times.ts';
import { iamUserAtConsole } from './principals.ts';
import { cloudTrailRecord, trailLogGroup, trailStreamOf } from './record.ts';
import { consoleLogin } from './sign-in.ts';
import type { LogSource } from '../log-source.ts';
import type { ApiCall } from './record.ts';

/** The parts of a call that a page of the console decides. */
type Click = Pick<ApiCall, 'eventSource' | 'eventName' | 'readOnly' | 'requestParameters'>;

/** A page that only shows. */
const look = (service: string, eventName: string): Click => ({
  eventSource: `${service}.amazonaws.com`,
  eventName,
  readOnly: true,
  requestParameters: { maxResults: 50 },
});

/** A button that changes something harmless. */
const change = (service: string, eventName: string, requestParameters: object): Click => ({
  eventSource: `${service}.amazonaws.com`,
  eventName,
  readOnly: false,
  requestParameters,
});

/** What people look at and, now and then, change by hand. */
const chooseClick = chooserOf<Click>([
  [20, look('monitoring', 'DescribeAlarms')],
  [14, look('logs', 'DescribeLogGroups')],
  [12, look('ec2', 'DescribeInstances')],
  [10, look('ecs', 'DescribeServices')],
  [8, look('lambda', 'ListFunctions20150331')],
  [6, look('rds', 'DescribeDBInstances')],
  [3, look('cloudtrail', 'LookupEvents')],
  [2, look('cloudtrail', 'GetTrailStatus')],
  [
    2,
    change('ec2', 'CreateTags', { resourcesSet: { items: [] }, tagSet: { items: [{ key: 'owner', value: 'shop' }] } }),
  ],
  [1, change('monitoring', 'PutDashboard', { dashboardName: 'shop-overview' })],
]);

/**
 * People at the console in office hours: they sign in with MFA, mistype a password once in a while, and look around
 * for a quarter of an hour. One unit is one visit.
 */
export const cloudTrailPeople: LogSource = {
  name: 'cloudtrail-people',
  logGroup: trailLogGroup,
  weight: 1.2,
  curve: officeHours,
  open: (world, chance) => (atMs, emit) => {
    const user = chance.pick(world.people);
    let secondMs = ceilSecond(atMs);
    const say = (call: ApiCall): void => {
      emit(secondMs, trailStreamOf(world, chance), cloudTrailRecord(world, chance, secondMs, call));
      secondMs += chance.whole(3, 40) * 1_000;
    };
    // One sign-in in eight begins with a wrong password: a single failure, then the right one.
    if (chance.happens(1 / 8)) say(consoleLogin(world, user, { address: user.address, succeeds: false }));
    say(consoleLogin(world, user, { address: user.address, succeeds: true }));
    const principal = iamUserAtConsole(world, user, uniqueIdOf(chance, 'ASIA'), secondMs);
    for (let clicks = chance.whole(20, 80); clicks > 0; clicks -= 1) {
      const click = chooseClick(chance);
      // A console page may show what its reader is not allowed to see.
      const denied =
        click.readOnly && chance.happens(0.01)
          ? { errorCode: 'AccessDenied', errorMessage: 'User is not authorized to perform this action' }
          : {};
      say({ principal, ...click, ...denied });
    }
  },
};
