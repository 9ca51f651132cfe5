import { describe, expect, it } from '@jest/globals';
import { sampleTimeMs } from '@bellwether/testkit';
import { makeDesk, sighting } from './alert-fixture.ts';

const context = {
  lines: [{ timeMs: sampleTimeMs, location: 'orders-7f', text: "KeyError: 'voucher'" }],
  actor: 'by ana from 203.0.113.9',
  change: 'Since 11:58:40, /app/orders: orders 1.8.0 started',
};
const scope = '111122223333:/app/orders';
const message =
  "/app/orders: cannot price the order, KeyError: 'voucher' while reading the price list of the customer's country";

describe('a message about a group', () => {
  it('has what the report shows first: headline, actor, change, lines, and a command for more', async () => {
    const desk = makeDesk();
    await desk.see(sighting({ scope, dataset: 'application', region: 'eu-west-1', title: message, context }));
    const [sent] = desk.output.delivered;
    expect(sent).toMatchObject({ title: message, ...context });
    expect(sent?.command).toMatch(
      /^aws logs filter-log-events --log-group-name '\/app\/orders' --start-time \d+ --end-time \d+ --region eu-west-1$/,
    );
  });

  it('has no command where the archive can be asked, or for a name that AWS would refuse', async () => {
    const archive = { region: 'eu-west-1', database: 'bellwether', workgroup: 'bellwether' };
    const withArchive = makeDesk({ policy: { archive } });
    await withArchive.see(sighting({ scope, dataset: 'application' }));
    expect(withArchive.output.delivered[0]).toMatchObject({ archiveQuery: expect.stringContaining('/app/orders') });
    expect(withArchive.output.delivered[0]).not.toHaveProperty('command');
    const hostile = makeDesk();
    await hostile.see(sighting({ scope: "111122223333:/a'; rm -rf /", dataset: 'application' }));
    expect(hostile.output.delivered[0]).not.toHaveProperty('command');
  });

  it('keeps the lines when the group is stored and sent again', async () => {
    const desk = makeDesk();
    await desk.see(sighting({ scope, title: message, context }));
    await desk.see(sighting({ id: 'other', dedupeKey: 'other', scope, title: message, severity: 'ERROR', context }));
    expect(desk.output.delivered.map(({ lines }) => lines)).toEqual([context.lines, context.lines]);
  });

  it('bounds lines, however long they are', async () => {
    const desk = makeDesk();
    const line = { timeMs: sampleTimeMs, location: 'p'.repeat(5_000), text: 'x'.repeat(50_000) };
    await desk.see(sighting({ scope, context: { lines: Array.from({ length: 50 }, () => line) } }));
    expect(JSON.stringify(desk.output.delivered[0]?.lines).length).toBeLessThan(2_500);
  });
});
