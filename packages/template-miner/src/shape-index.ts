import type { LiveTemplate } from './live-template.ts';

/** Templates of other lengths that are looked at as partners of one message; those that came first. */
const maxPartners = 256;

/** Templates by their delimiters with lists collapsed, and by length: those that may differ in a list's length alone. */
export class ShapeIndex {
  readonly #shapes = new Map<string, Map<number, Set<LiveTemplate>>>();

  add(template: LiveTemplate): void {
    const { collapsedGaps, words } = template;
    let lengths = this.#shapes.get(collapsedGaps);
    if (!lengths) this.#shapes.set(collapsedGaps, (lengths = new Map<number, Set<LiveTemplate>>()));
    const templates = lengths.get(words.length);
    if (templates) templates.add(template);
    else lengths.set(words.length, new Set([template]));
  }

  /** Takes out a template that stands there with the words it was added with. */
  remove(template: LiveTemplate): void {
    const { collapsedGaps, words } = template;
    const lengths = this.#shapes.get(collapsedGaps);
    const templates = lengths?.get(words.length);
    templates?.delete(template);
    if (templates?.size === 0) lengths?.delete(words.length);
    if (lengths?.size === 0) this.#shapes.delete(collapsedGaps);
  }

  /** Templates of the same collapsed delimiters with another number of words. */
  ofOtherLength(collapsedGaps: string, length: number): readonly LiveTemplate[] {
    const found: LiveTemplate[] = [];
    for (const [own, templates] of this.#shapes.get(collapsedGaps) ?? []) {
      if (own === length) continue;
      for (const template of templates) {
        found.push(template);
        if (found.length === maxPartners) return found;
      }
    }
    return found;
  }
}
