/**
 * Why the fast path left one line of a payload to the full core.
 *
 * - `stream_bound`: the stream already reads every line in another way.
 * - `not_scanned`: the scan could not mask the line.
 * - `unknown`: no kind is known for the line's signature, or it cannot be counted yet.
 * - `template_changed`: the template of its kind was merged or evicted.
 * - `card`, `status`, `number`: the message has digits that may be a card number, an HTTP status, or a count such as `0`.
 * - `time_length`, `time_unreadable`: the timestamp is not where, or not what, its layout says, or it is not believed.
 * - `may_be_new`: a failure that may be a kind not seen before.
 * - `not_admitted`: the stream gives such lines to another reader.
 * - `held`: the stream has to let go of a record first.
 * - `continued`: the next line may go on with this one.
 */
export const lineDeclines = [
  'stream_bound',
  'not_scanned',
  'unknown',
  'template_changed',
  'card',
  'status',
  'number',
  'time_length',
  'time_unreadable',
  'may_be_new',
  'not_admitted',
  'held',
  'continued',
] as const;

/**
 * Why the kind of a line could not be found, so that all lines with its signature stay with the full core for now.
 *
 * - `numbers_decide`: its numbers may make anything of it.
 * - `card_number`, `secret`: the line has something that redaction takes out.
 * - `message_moved`: the message is not where the kind says, or contains an escape.
 * - `time_layout`, `time_differs`: its timestamp has no fixed layout, or reads differently by it.
 * - `rule_could_match`: a detector may have something to say about such lines.
 */
export const countableDeclines = [
  'numbers_decide',
  'card_number',
  'secret',
  'message_moved',
  'time_layout',
  'time_differs',
  'rule_could_match',
] as const;

export type CountableDecline = (typeof countableDeclines)[number];
/**
 * One reason of `lineDeclines` or `countableDeclines`.
 *
 * @example const decline: Decline = 'status'; // "answered with status 503", after lines of the same kind with 200
 */
export type Decline = (typeof lineDeclines)[number] | CountableDecline;

/**
 * How often each reason was taken. Tests assert that every reason was; the figures also say why a log is slow.
 *
 * @example
 * counter.declines.status; // 1: one line had an HTTP status that could change its severity
 */
export type DeclineCounts = Record<Decline, number>;

export const noDeclines = (): DeclineCounts =>
  Object.fromEntries([...lineDeclines, ...countableDeclines].map((reason) => [reason, 0])) as DeclineCounts;
