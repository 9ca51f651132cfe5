import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { changedByCall } from '../../src/failures/change-hint.ts';
import { namesOfChange } from '../../src/failures/change-marker.ts';
import { isTied, workloadOf } from '../../src/failures/change-tie.ts';

describe('the workload that a location belongs to', () => {
  it.each([
    ['/aws/lambda/orders-api', 'orders-api'],
    ['/aws/ecs/containerinsights/shop/performance', 'shop'],
    ['/app/orders', 'orders'],
    ['logs/orders.log.2.gz', 'orders'],
    ['pods/orders-7d4b9c6f5d-x2x9k/app.log', 'orders'],
    ['/var/log/syslog', undefined],
    ['application', undefined],
    ['', undefined],
  ])('%s is of %s', (location, workload) => {
    expect(workloadOf(location)).toBe(workload);
  });
});

describe('what ties a change to what began after it', () => {
  it.each([
    ['one log source', { locations: ['a.log'], texts: [] }, { locations: ['a.log', 'b.log'], texts: [] }, true],
    [
      'one workload in two logs',
      { locations: ['/ecs/orders'], texts: [] },
      { locations: ['orders.log'], texts: [] },
      true,
    ],
    [
      'a change that names what fails',
      { locations: ['/ci'], texts: ['deployed Orders 2'] },
      { locations: ['/app/orders'], texts: [] },
      true,
    ],
    [
      'a failure that names what changed',
      { locations: ['/app/pricing'], texts: [] },
      { locations: ['/app/orders'], texts: ['getaddrinfo ENOTFOUND pricing.internal'] },
      true,
    ],
    [
      'a resource that both name',
      { locations: [], texts: ['ModifyDBInstance (shop-db) by ana'] },
      { locations: ['/app/orders'], texts: ['cannot connect to shop-db.eu-west-1'] },
      true,
    ],
    [
      'who made a call, where the failure names the same',
      { locations: [], texts: ['UpdateService (shop, search)'], principals: ['Ana'] },
      { locations: [], texts: ['denied to ana'] },
      true,
    ],
    [
      'a principal that both name',
      { locations: ['x'], texts: ['RotateSecret by deploy-bot_7'] },
      { locations: ['y'], texts: ['denied: deploy-bot_7'] },
      true,
    ],
  ] as const)('is %s', (_, change, about, expected) => {
    expect(isTied(change, about)).toBe(expected);
  });

  it.each([
    [
      'another service',
      { locations: [], texts: ['UpdateService (shop, checkout) by shop-inventory-task'] },
      { locations: ['/shop/search'], texts: ['no events'] },
    ],
    [
      'a part of a longer name',
      { locations: ['/app/order'], texts: ['order 2 started'] },
      { locations: ['/app/reorders'], texts: ['reordering failed'] },
    ],
    [
      'a name that everything has',
      { locations: ['/var/log/syslog'], texts: ['restarted'] },
      { locations: ['/app/log'], texts: ['log is full'] },
    ],
    [
      'the role of one service that changes another',
      { locations: [], texts: ['UpdateService (shop, search)'], principals: ['shop-shipping-task'] },
      { locations: ['/app/shipping'], texts: ['no events'] },
    ],
    ['a version', { locations: ['a'], texts: ['started v1.8.0'] }, { locations: ['b'], texts: ['needs v1.8.0'] }],
    ['nothing at all', { locations: [''], texts: [''] }, { locations: [''], texts: [''] }],
  ] as const)('is not %s', (_, change, about) => {
    expect(isTied(change, about)).toBe(false);
  });

  it('is found in any text within its bounds, and ties a location to itself', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 2_000 })), fc.string({ minLength: 1 }), (texts, location) => {
        expect(isTied({ locations: [location], texts }, { locations: [location], texts })).toBe(true);
        expect(isTied({ locations: [], texts }, { locations: [], texts: [] })).toBe(false);
      }),
    );
  });
});

describe('what a call of the trail changes', () => {
  it.each([
    ['UpdateService', { cluster: 'shop', service: 'checkout', desiredCount: 3 }, 'shop, checkout'],
    ['UpdateFunctionCode20150331v2', { functionName: 'orders-api' }, 'orders-api'],
    ['ModifyDBInstance', { dBInstanceIdentifier: 'shop-db', masterUserPassword: 'secret' }, 'shop-db'],
    ['PutParameter', { name: '/shop/key', value: 'secret' }, '/shop/key'],
    ['PutParameter', { value: 'secret' }, undefined],
    ['DescribeInstances', { name: 'x' }, undefined],
  ])('of %s is named without its values', (action, requestParameters, named) => {
    expect(changedByCall('cloudtrail', action, { requestParameters })).toBe(named);
  });

  it('is nothing of a call without parameters, or of another dataset', () => {
    expect(changedByCall('cloudtrail', 'UpdateService', { requestParameters: null })).toBeUndefined();
    expect(changedByCall('cloudtrail', 'UpdateService', {})).toBeUndefined();
    expect(changedByCall('eks', 'UpdateService', { requestParameters: { name: 'x' } })).toBeUndefined();
  });
});

describe('what a change names', () => {
  it.each([
    ['orders 1.8.0 started', { locations: ['/app/orders'], texts: ['orders 1.8.0 started'] }],
    ['UpdateService by ana', { locations: [], texts: ['UpdateService by ana'] }],
    [
      'UpdateService (shop, cart) by ana',
      { locations: [], texts: ['UpdateService (shop, cart)'], principals: ['ana'] },
    ],
    ['UpdateService (shop)', { locations: [], texts: ['UpdateService (shop)'], principals: [] }],
  ])('of %s', (text, named) => {
    expect(namesOfChange(['/app/orders'], text)).toEqual(named);
  });
});
