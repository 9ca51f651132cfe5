import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { changedByCall } from '../../src/failures/change-hint.ts';
import { namesOfChange } from '../../src/failures/change-marker.ts';
import { isTied, workloadOf } from '../../src/failures/change-tie.ts';

describe('the workload that a place belongs to', () => {
  it.each([
    ['/aws/lambda/orders-api', 'orders-api'],
    ['/aws/ecs/containerinsights/shop/performance', 'shop'],
    ['/app/orders', 'orders'],
    ['logs/orders.log.2.gz', 'orders'],
    ['pods/orders-7d4b9c6f5d-x2x9k/app.log', 'orders'],
    ['/var/log/syslog', undefined],
    ['application', undefined],
    ['', undefined],
  ])('%s is of %s', (place, workload) => {
    expect(workloadOf(place)).toBe(workload);
  });
});

describe('what ties a change to what began after it', () => {
  it.each([
    ['one log source', { places: ['a.log'], texts: [] }, { places: ['a.log', 'b.log'], texts: [] }, true],
    ['one workload in two logs', { places: ['/ecs/orders'], texts: [] }, { places: ['orders.log'], texts: [] }, true],
    [
      'a change that names what fails',
      { places: ['/ci'], texts: ['deployed Orders 2'] },
      { places: ['/app/orders'], texts: [] },
      true,
    ],
    [
      'a failure that names what changed',
      { places: ['/app/pricing'], texts: [] },
      { places: ['/app/orders'], texts: ['getaddrinfo ENOTFOUND pricing.internal'] },
      true,
    ],
    [
      'a resource that both name',
      { places: [], texts: ['ModifyDBInstance (shop-db) by ana'] },
      { places: ['/app/orders'], texts: ['cannot connect to shop-db.eu-west-1'] },
      true,
    ],
    [
      'who made a call, where the failure names the same',
      { places: [], texts: ['UpdateService (shop, search)'], principals: ['Ana'] },
      { places: [], texts: ['denied to ana'] },
      true,
    ],
    [
      'a principal that both name',
      { places: ['x'], texts: ['RotateSecret by deploy-bot_7'] },
      { places: ['y'], texts: ['denied: deploy-bot_7'] },
      true,
    ],
  ] as const)('is %s', (_, change, about, expected) => {
    expect(isTied(change, about)).toBe(expected);
  });

  it.each([
    [
      'another service',
      { places: [], texts: ['UpdateService (shop, checkout) by shop-inventory-task'] },
      { places: ['/shop/search'], texts: ['no events'] },
    ],
    [
      'a part of a longer name',
      { places: ['/app/order'], texts: ['order 2 started'] },
      { places: ['/app/reorders'], texts: ['reordering failed'] },
    ],
    [
      'a name that everything has',
      { places: ['/var/log/syslog'], texts: ['restarted'] },
      { places: ['/app/log'], texts: ['log is full'] },
    ],
    [
      'the role of one service that changes another',
      { places: [], texts: ['UpdateService (shop, search)'], principals: ['shop-shipping-task'] },
      { places: ['/app/shipping'], texts: ['no events'] },
    ],
    ['a version', { places: ['a'], texts: ['started v1.8.0'] }, { places: ['b'], texts: ['needs v1.8.0'] }],
    ['nothing at all', { places: [''], texts: [''] }, { places: [''], texts: [''] }],
  ] as const)('is not %s', (_, change, about) => {
    expect(isTied(change, about)).toBe(false);
  });

  it('is found in any text within its bounds, and ties a place to itself', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 2_000 })), fc.string({ minLength: 1 }), (texts, place) => {
        expect(isTied({ places: [place], texts }, { places: [place], texts })).toBe(true);
        expect(isTied({ places: [], texts }, { places: [], texts: [] })).toBe(false);
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
    ['orders 1.8.0 started', { places: ['/app/orders'], texts: ['orders 1.8.0 started'] }],
    ['UpdateService by ana', { places: [], texts: ['UpdateService by ana'] }],
    ['UpdateService (shop, cart) by ana', { places: [], texts: ['UpdateService (shop, cart)'], principals: ['ana'] }],
    ['UpdateService (shop)', { places: [], texts: ['UpdateService (shop)'], principals: [] }],
  ])('of %s', (text, named) => {
    expect(namesOfChange(['/app/orders'], text)).toEqual(named);
  });
});
