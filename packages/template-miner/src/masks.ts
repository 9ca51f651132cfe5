import { isName } from './line-mask.ts';

/** What a mask stands for; what may stand between `<` and `>` in a template. A `+` after it stands for one or more. */
export const maskNames = [
  '*',
  'num',
  'hex',
  'id',
  'uuid',
  'ip',
  'mac',
  'endpoint',
  'path',
  'url',
  'email',
  'arn',
  'host',
  'time',
  'duration',
  'size',
  'bool',
  'text',
] as const;
export type MaskName = (typeof maskNames)[number];

const maskSource = '<(?:\\*|num|hex|id|uuid|ip|mac|endpoint|path|url|email|arn|host|time|duration|size|bool|text)\\+?>';
const stickyMask = new RegExp(maskSource, 'y');
const anyMask = new RegExp(maskSource);

/** Where the mask that begins at `index` ends; `index` when there is none. */
export const maskEndAt = (text: string, index: number): number => {
  stickyMask.lastIndex = index;
  return stickyMask.test(text) ? stickyMask.lastIndex : index;
};

/** True when a word of a template varies, wholly or in part. */
export const isVariable = (word: string): boolean => word.includes('<') && anyMask.test(word);

/**
 * What whole words say. None of them asks how many digits there are: the masked line does not say it (`line-mask.ts`), and messages
 * with one masked line have the same words.
 */
const wholeShapes: readonly (readonly [MaskName, RegExp])[] = [
  ['num', /^[-+]?\d[\d.,]*%?$/],
  ['hex', /^[-+]?0[xX][0-9a-zA-Z]*$/],
  ['uuid', /^(?=[\d-]*[a-fA-F])[0-9a-fA-F]+(?:-[0-9a-fA-F]+){4}$/],
  ['duration', /^[-+]?\d[\d.]*(?:ns|us|µs|ms|s|sec|secs|m|min|mins|h|hr|hrs)$/],
  ['size', /^[-+]?\d[\d.]*(?:[KMGTP]i?B?|[kmgt]b|B|bytes)$/],
  ['hex', /^[0-9a-fA-F]+$/],
  ['email', /^[\w.+-]+@[\w-]+\.[\w.-]+$/],
  ['host', /^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}$/],
];

const versionShape = /^v\d+(?:\.\d+)+$/;
const ipShape = /^\d+\.\d+\.\d+\.\d+$/;
const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;
const isInRun = (unit: number): boolean => isDigit(unit) || ((unit | 32) >= 97 && (unit | 32) <= 122) || unit > 127;

/** True when a word holds a run of letters and digits that varies: it contains a digit and is not a name. */
const hasMaskedRun = (word: string): boolean => {
  let digits = 0;
  let isInside = false;
  let beginsWithDigit = false;
  for (let index = 0; index < word.length; index += 1) {
    const unit = word.charCodeAt(index);
    if (!isInRun(unit)) {
      isInside = false;
      continue;
    }
    if (!isInside) {
      isInside = true;
      digits = 0;
      beginsWithDigit = isDigit(unit);
    }
    if (!isDigit(unit)) continue;
    digits += 1;
    if (!isName(beginsWithDigit, digits)) return true;
  }
  return false;
};

/**
 * The word with what varies replaced by typed masks; a word without such a part comes back as it is.
 *
 * A name with one number keeps the name (`node-<num>`, `core.<num>`); with several variable parts it is one `<id>`.
 */
export const maskWord = (word: string): string => {
  if (word === 'true' || word === 'false' || word === 'True' || word === 'False') return '<bool>';
  if (!hasMaskedRun(word)) return word;
  // A message may say `<num>` itself.
  if (word.includes('<')) return '<id>';
  if (versionShape.test(word)) return 'v<num>';
  // An apostrophe beside a mask would read as a quote when the template is read again.
  if (word.includes("'")) return '<id>';
  if (ipShape.test(word)) return '<ip>';
  if (word.charCodeAt(0) === 47 && ipShape.test(word.slice(1))) return '/<ip>';
  for (const [name, shape] of wholeShapes) if (shape.test(word)) return `<${name}>`;
  let masks = 0;
  const masked = word.replace(/\d+(?:\.\d+)+(?![A-Za-z0-9\u0080-\uffff])|[A-Za-z0-9\u0080-\uffff]+/g, (run) => {
    if (!hasMaskedRun(run)) return run;
    // Beyond ASCII digits stand beside letters without a space: `用户100登录` is a user's number, not a name.
    if (/[\u0080-\uffff]/.test(run)) {
      masks += run.match(/\d+/g)?.length ?? 0;
      return run.replace(/\d+/g, '<num>');
    }
    masks += 1;
    return /^[\d.]+$/.test(run) ? '<num>' : '<id>';
  });
  return masks === 1
    ? masked.replace(/-(?=<num>)/, masked.startsWith('-') || masked.includes('_-') ? '' : '-')
    : '<id>';
};

/** What the mask in a variable word stands for. */
export const maskNameIn = (word: string): MaskName => {
  const inside = word.slice(word.indexOf('<') + 1, word.indexOf('>')).replace('+', '');
  return maskNames.find((name) => name === inside) ?? '*';
};
