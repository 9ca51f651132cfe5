import { describe, expect, it } from '@jest/globals';
import { spentCpuMs } from '@bellwether/testkit';
import { readTrace } from '../../src/failures/trace.ts';

describe('readTrace', () => {
  it.each([
    [
      'Python: the last line and the newest own frame',
      'cannot pack\nTraceback (most recent call last):\n  File "/usr/lib/python3/dist-packages/flask/app.py", line 9, in run\n    x()\n  File "/opt/pack/box.py", line 41, in fold\n    y()\nKeyError: \'width\'',
      { exception: "KeyError: 'width'", frame: '/opt/pack/box.py:41 in fold' },
    ],
    [
      'Node: the first own frame',
      'TypeError: x is not a function\n    at fold (/opt/pack/node_modules/lib/a.js:3:1)\n    at pack (/opt/pack/box.js:12:5)\n    at node:internal/x:1:1',
      { exception: 'TypeError: x is not a function', frame: '/opt/pack/box.js:12 in pack' },
    ],
    [
      'Java: the last cause and its first own frame',
      'boot failed\njava.lang.IllegalStateException: no port\n\tat org.springframework.Boot.run(Boot.java:3)\nCaused by: java.net.BindException: Address already in use\n\tat java.base.Net.bind(Net.java:1)\n\tat com.pack.Server.open(Server.java:77)',
      { exception: 'java.net.BindException: Address already in use', frame: 'com.pack.Server.open(Server.java:77)' },
    ],
    ['a message alone: nothing', 'belt 4 is stuck', {}],
  ])('reads %s', (_, text, trace) => {
    expect(readTrace(text)).toEqual(trace);
  });

  it('takes no time for a hostile text', () => {
    const text = `${'a.'.repeat(50_000)}\n${' at '.repeat(50_000)}\n${'File "'.repeat(20_000)}`;
    expect(spentCpuMs(() => readTrace(text))).toBeLessThan(500);
  });
});
