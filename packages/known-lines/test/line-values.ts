import fc from 'fast-check';

const digit = fc.constantFrom(...'0123456789');
/** Numbers as lines contain them: short ones, long ones, and those that classification or redaction looks at. */
export const number = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: digit, minLength: 1, maxLength: 6 }) },
  { weight: 1, arbitrary: fc.string({ unit: digit, minLength: 7, maxLength: 22 }) },
  { weight: 1, arbitrary: fc.constantFrom('0', '00', '000', '200', '404', '503', '4111111111111111') },
);
const two = (most: number) => fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, '0'));
/** A clock, some of which show no time. */
export const clock = fc.tuple(two(24), two(60), two(60)).map((parts) => parts.join(':'));
/** Identifiers of hexadecimal digits. */
export const hex = fc.oneof(
  fc.uuid(),
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 3, maxLength: 12 }),
);

/** Two digits of a date, some of which are of none; mostly the same ones, so that lines come again. */
const datePart = fc.oneof({ weight: 8, arbitrary: fc.constant('02') }, fc.constantFrom('11', '13', '31', '47'));
/** Headers with further times, and with words that other digits make times of: `~` is two digits of a date, `#` any number. */
const datedLayouts = [
  '- 17723785~ 2026.~.02 R02-M1 2026-03-~-11.~.00.123456 R02-M1 RAS KERNEL INFO # ddr errors detected',
  'ALERT 1772378501 2026.03.~ R~-M1 2026-~-02-11.00.00.123456 R~-M1 RAS APP FATAL ciod: # failed',
  'api.log.1.2026-~-02_11:~:08 2026-03-02 11:00:~.123 # INFO nova.server [req-1a2b3c4d] took # s',
  '2026-03-02 11:~:01,123 - INFO  [Peer[id=1]/0:~:0:2181:Leader@774] - Notification time out: #',
  'node-1 ~ Mar 2026 11:02:00 unit 1772378501 INFO task # done',
  '# node-1 11:~:00 03/~/2026 unit 1772378501 1 task # done',
] as const;
/** Lines of one of these layouts. */
export const datedLines = fc.constantFrom(...datedLayouts).chain((layout) =>
  fc.array(
    fc
      .tuple(fc.infiniteStream(datePart), fc.infiniteStream(fc.integer({ min: 100, max: 999 })))
      .map(([parts, numbers]) =>
        layout.replace(/[#~]/g, (mark) => String((mark === '#' ? numbers : parts).next().value)),
      ),
    { minLength: 3, maxLength: 40 },
  ),
);
