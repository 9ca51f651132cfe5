import {
  defaultRedactionPolicy,
  type RedactionClass,
  redactionClasses,
  type RedactionPolicy,
} from './redaction-class.ts';

/** A policy as written, or the first word in it that names no class. A value: people mistype settings. */
export type WrittenPolicy =
  { readonly ok: true; readonly policy: RedactionPolicy } | { readonly ok: false; readonly unknownWord: string };

const isClass = (word: string): word is RedactionClass => (redactionClasses as readonly string[]).includes(word);

/**
 * Reads which classes to take out, as a setting or option has them: words parted by commas or spaces, read from the left
 * on top of the default. A class is switched on (`ip`), or off with a minus (`-email`); `all` and `none` stand for every
 * class, `default` for those that are on without a setting.
 *
 * `ip` is the default and addresses; `none,card` cards alone; `-email,-phone` the default without these two.
 */
export const parseRedactionPolicy = (text: string): WrittenPolicy => {
  const policy: Record<RedactionClass, boolean> = { ...defaultRedactionPolicy };
  for (const word of text.toLowerCase().split(/[\s,]/)) {
    const name = word.startsWith('-') ? word.slice(1) : word;
    const isOn = name === word;
    if (word === '') continue;
    if (isClass(name)) policy[name] = isOn;
    else if (word === 'default') Object.assign(policy, defaultRedactionPolicy);
    else if (word === 'all' || word === 'none') for (const found of redactionClasses) policy[found] = word === 'all';
    else return { ok: false, unknownWord: word.slice(0, 40) };
  }
  return { ok: true, policy };
};

/** Leaves everything as it is. */
export const noRedaction: RedactionPolicy = Object.freeze(
  Object.fromEntries(redactionClasses.map((found) => [found, false])) as Record<RedactionClass, boolean>,
);
