import { describe, expect, it } from '@jest/globals';
import { createMiner } from '../src/create-miner.ts';

/** The templates that messages come to in the end, one per message. */
const mined = (messages: readonly string[]): readonly (string | undefined)[] => {
  const miner = createMiner();
  const ids = messages.map((message, index) => miner.learn('s', message, index).templateId);
  return ids.map((id) => miner.template('s', id)?.text);
};
const countOf = (messages: readonly string[]): number => new Set(mined(messages)).size;

const letters = [...'abcdefghijklmnopqrstuvwxyz'];
/** A made-up word without digits, another for each number. */
const word = (number: number): string =>
  `${letters[number % 26]!}${letters[(number * 7) % 25]!}o${letters[(number * 11) % 23]!}${letters[Math.floor(number / 26) % 26]!}i`;

describe('words that say what happened', () => {
  it('keeps the service and the event of a record of a trail', () => {
    const calls = [
      'RunInstances',
      'StopLogging',
      'GetObject',
      'PutObject',
      'AssumeRole',
      'DescribeRegions',
      'ListBuckets',
    ];
    const services = ['ec2', 's3', 'sts', 'iam', 'kms', 'sqs', 'logs', 'events'];
    const messages = services.flatMap((service) => calls.map((call) => `${service}.amazonaws.com ${call}`));
    expect(mined(messages)).toEqual(messages);
  });

  it('keeps states behind a key that names one', () => {
    const messages = ['PENDING', 'PAID', 'SENT'].map((state) => `order changed state=${state}`);
    expect(mined(messages)).toEqual(messages);
  });

  it('does not give up a state that hundreds of messages had for one that came once', () => {
    const messages = [
      ...Array.from({ length: 300 }, (_, number) => `job ${number} result=success`),
      'job 7 result=failure',
    ];
    expect(new Set(mined(messages))).toEqual(new Set(['job <num> result=success', 'job <num> result=failure']));
  });

  it('gives up a state that has shown many values', () => {
    expect(countOf(Array.from({ length: 30 }, (_, number) => `order changed to its next state=${word(number)}`))).toBe(
      1,
    );
  });

  it('keeps the method, the route and the class of the status of a request', () => {
    expect(
      mined([
        'GET /api/orders/17 200',
        'GET /api/orders/99?page=2 200',
        'POST /api/orders 201',
        'GET /api/users/a8f3 404',
        'GET /api/orders/18 503',
        'GET /api/orders/18 999',
      ]),
    ).toEqual([
      'GET /api/orders/<num> 2xx',
      'GET /api/orders/<num> 2xx',
      'POST /api/orders 2xx',
      'GET /api/users/<id> 4xx',
      'GET /api/orders/<num> 5xx',
      'GET /api/orders/<num> <num>',
    ]);
  });

  it('masks a segment of a route that is hexadecimal without a digit, as soon as it shows a second value', () => {
    expect(
      mined([
        'GET /static/bbef 200',
        'GET /static/cdda 200',
        'GET /static/3fa9 200',
        'GET /static/4711 200',
        'GET /p/ddaf/view 404',
      ]),
    ).toEqual([...Array<string>(4).fill('GET /static/<id> 2xx'), 'GET /p/ddaf/view 4xx']);
  });

  it('keeps names of routes that are words of a to f, and one word between ids', () => {
    const messages = ['GET /shop/feed 200', 'GET /shop/cafe 200', 'GET /shop/facade 200', 'GET /shop/bad 200'];
    expect(mined(messages)).toEqual(messages.map((message) => message.replace('200', '2xx')));
  });

  it('finds the template of such a segment in a large scope too', () => {
    const routes = Array.from({ length: 60 }, (_, number) => `GET /${word(number)}/list 200`);
    const hex = ['bbef', 'cdda', 'ffab', 'abba'].map((id) => `GET /static/${id} 200`);
    expect(new Set(mined([...routes, ...hex]).slice(-4))).toEqual(new Set(['GET /static/<id> 2xx']));
  });

  it('makes one template of the routes that a scanner tries', () => {
    expect(
      countOf(Array.from({ length: 600 }, (_, number) => `GET /${word(number)}/${word(number + 9)} 404`)),
    ).toBeLessThan(130);
  });
});

describe('what varies', () => {
  it.each([
    ['short numbered names', ['disk0 is full', 'disk1 is full', 'disk12 is full'], 'disk<num> is full'],
    [
      'digits between letters beyond ASCII',
      ['用户1登录成功', '用户22登录成功', '用户1234登录成功'],
      '用户<num>登录成功',
    ],
    [
      'lists of names of any length',
      ['members [ann, bob, eve]', 'members [ann, bob]', 'members [carol]'],
      'members [<*+>]',
    ],
    ['lists that semicolons part', ['ids: 1;2;3', 'ids: 4;5', 'ids: 7'], 'ids: <num+>'],
    ['lists that bars part', ['routes 10.0.0.1|10.0.0.2', 'routes 10.0.0.3'], 'routes <ip+>'],
  ])('is masked: %s', (_, messages, text) => {
    expect(new Set(mined(messages))).toEqual(new Set([text]));
  });

  it('stands at both sides of one constant word', () => {
    expect(
      countOf(Array.from({ length: 40 }, (_, number) => `${word(number)} follows ${word(number + 100)}`)),
    ).toBeLessThanOrEqual(2);
  });

  it('is found again by a miner that was restored', () => {
    const messages = [
      'GET /api/orders/17 200',
      'disk0 is full',
      'disk1 is full',
      '用户1登录',
      '用户2登录',
      'members [a, b]',
      'members [c]',
    ];
    const first = createMiner();
    messages.forEach((message, index) => first.learn('s', message, index));
    const second = createMiner();
    second.restore(first.templates('s'));
    for (const message of messages) expect(second.learn('s', message, 99).isNew).toBe(false);
    expect(second.templates('s')).toHaveLength(first.templates('s').length);
  });
});
