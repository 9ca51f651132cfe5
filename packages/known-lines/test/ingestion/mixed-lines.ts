import fc from 'fast-check';
import { clock, datedLines, hex, number } from '../line-values.ts';

/** Layouts whose numbers vary: `#` is any number, `%` a clock, `&` an identifier of hex letters. */
const layouts = [
  '2026-03-02 %,# INFO  [worker-#] org.acme.Cart - added item # to cart & in # ms',
  '2026-03-02T%.#Z ERROR org.acme.Pay: card # refused by 10.0.#.7:# with status #',
  '2026-03-0# % WARN gateway: # errors, # warnings, status #',
  '03-0# %.#  #  # D WindowManager: width # of & failed',
  'Mar 1# % host-# sshd[#]: Failed password for root from 10.0.0.# port # ssh2',
  'Mar  2 % combo sshd(pam_unix)[#]: authentication failure; logname= uid=# euid=0 rhost=10.0.0.# ',
  'Mar  1 % mac kernel[#]: usb # reset, "error" count #',
  'Mar  1 % host kernel: [#.#] Out of memory: Kill process # (java) score #',
  'Mar  1 % host CRON[#]: (root) CMD (run --token=& --n #)',
  '[Sun Mar 01 % 2026] [error] child # exited with #',
  '- #78385# 2026.03.02 R02-M1 2026-03-02-11.00.00.# R02-M1 RAS KERNEL INFO # ddr errors detected',
  '0603# 20#15 # INFO dfs.DataNode: Received block blk_-# of size # from /10.250.#.#',
  '2026-03-02 %,1 INFO org.acme.Web GET /v1/items/# #',
  '2026-03-02 %.# # INFO nova.server [req-& & - - -] [instance: &] took #.# seconds',
  '[03.01 %] chrome.exe - proxy.acme.org:# close, # bytes sent, # (# KB) received',
  '# node-# unit.state 17723#83 1 no error, task # failed',
  '2026-03-02 %,1 INFO org.acme.Web: GET /v1/items/# HTTP/1.1 status: # "ok"\t#',
  '2026-03-02 %,1 INFO org.acme.Web: mail to user#@shop-#.example.org sent',
  'java.lang.IllegalStateException: item #',
  '\tat org.acme.Main(Main.java:#)',
  'Traceback (most recent call last):',
  'ValueError: bad #',
  '   ',
  '{"level":"info","n":#,"msg":"took # ms"}',
  '{"requestId":"&","level":"error"',
  '2026-03-02 %,1 INFO org.acme.Text: gr\u00fc\u00dfe # \u2028',
  'plain words # without a header &',
] as const;

const filled = fc
  .tuple(fc.constantFrom(...layouts), fc.infiniteStream(number), fc.infiniteStream(clock), fc.infiniteStream(hex))
  .map(([layout, numbers, clocks, ids]) =>
    layout.replace(/[#%&]/g, (mark) => (mark === '#' ? numbers : mark === '%' ? clocks : ids).next().value as string),
  );
const mutated = fc
  .tuple(
    filled,
    fc.nat(120),
    fc.constantFrom(
      '',
      ' ',
      '0',
      '4',
      'a',
      'E',
      '-',
      ':',
      '[',
      ']',
      '@',
      '+',
      '\\',
      '"',
      '\t',
      '\u00e9',
      '\u0000',
      '\n',
    ),
    fc.nat(1),
  )
  .map(([text, at, sign, cut]) => text.slice(0, at) + sign + text.slice(at + cut));
/** What is printed over several lines, whole or cut off. */
const documents = ['{"level":"warn","n":{"of":[1,2]},"msg":"a"}', '[{"msg":"a"},{"msg":"b"}]', '{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"severityNumber":17,"body":{"stringValue":"a"}},{"severityNumber":9,"body":{"stringValue":"b"}}]}]}]}']; // prettier-ignore
const printed = fc
  .tuple(fc.constantFrom(...documents), fc.constantFrom(1, '\t'), fc.oneof(fc.constant(100), fc.nat(12)))
  .map(([text, indent, most]) => JSON.stringify(JSON.parse(text), null, indent).split('\n').slice(0, most));
/** Some layouts come again and again, as in real logs, so that their kind is known. */
export const texts = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.array(filled, { minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(mutated, { minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: filled.map((text) => [text, text, text]) },
    { weight: 1, arbitrary: datedLines },
    { weight: 1, arbitrary: printed },
  ),
  { minLength: 30, maxLength: 60 },
);

/** Layouts put through the core often enough to be known before the lines of a run come. */
export const warmUpTexts = (): readonly string[] =>
  layouts.flatMap((layout) =>
    Array.from({ length: 6 }, (_, index) =>
      layout.replace(/[#%&]/g, (mark) =>
        mark === '%' ? `10:0${index}:1${index}` : mark === '#' ? `${index + 1}` : 'a1b2c3',
      ),
    ),
  );
