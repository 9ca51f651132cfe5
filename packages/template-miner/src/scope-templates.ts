import { identify } from '@bellwether/log-events';
import { canJoinList, enterBucket, findCovered, findFamily, findTemplate, leaveBucket, prepare } from './bucket.ts';
import type { Bucket, LiveTemplate, PreparedShape } from './live-template.ts';
import { positionValuesOf, valuesAfter, type Counted, type PositionValues } from './enumerated.ts';
import { generaliseWord, numbered } from './generalise.ts';
import { joinText } from './join-text.ts';
import { LeadingNames } from './leading-names.ts';
import { collapseLists, isListMask, type Shape } from './lists.ts';
import { maxBirthText, type NewValue, type Template } from './miner.ts';
import { addValues } from './new-value.ts';
import { gapsKey, openBucket } from './open-bucket.ts';
import type { Registry } from './registry.ts';
import { ShapeIndex } from './shape-index.ts';

/** A message, whose values are those of a template from now on. */
const oneOf = ({ words, gaps }: Shape): Counted => ({ words, gaps, count: 0 });

/** The templates of one scope, and how a message finds or makes its own. */
export class ScopeTemplates {
  readonly name: string;
  readonly templates = new Map<string, LiveTemplate>();
  readonly #registry: Registry;
  readonly #seeds: () => number;
  /** Templates of fixed length by their delimiters. */
  readonly #buckets = new Map<string, Bucket>();
  /** Templates that contain lists, by the delimiters that are left when lists are collapsed. */
  readonly #lists = new Map<string, Bucket>();
  /** Templates of fixed length by what their delimiters would be with lists collapsed. */
  readonly #shapes = new ShapeIndex();
  readonly #merged = new Map<string, string>();
  readonly #names = new LeadingNames();
  #hasNewValues = false;
  /** Seed of the scope's signatures; a new one makes every remembered signature of the scope unknown. */
  seed: number;
  lastUsed = 0;

  constructor(name: string, registry: Registry, seeds: () => number) {
    this.name = name;
    this.#registry = registry;
    this.#seeds = seeds;
    this.seed = seeds();
  }

  /** The template with this id, or the one that it became part of. */
  resolve(id: string): LiveTemplate | undefined {
    let current = id;
    for (let step = 0; step < 64; step += 1) {
      const template = this.templates.get(current);
      if (template) return template;
      const next = this.#merged.get(current);
      if (next === undefined) return undefined;
      current = next;
    }
    return undefined;
  }

  /** See `TemplateMiner`; a scope in which no value was new answers at once. */
  newValueOf(id: string): NewValue | undefined {
    return this.#hasNewValues ? this.resolve(id)?.newValue : undefined;
  }

  find(message: Shape): LiveTemplate | undefined {
    const bucket = this.#buckets.get(gapsKey(message.gaps));
    const found = bucket && findTemplate(bucket, prepare(message));
    if (found) return found.template;
    const collapsed = collapseLists(message);
    const lists = this.#lists.get(gapsKey(collapsed.gaps));
    return lists && findTemplate(lists, prepare(collapsed))?.template;
  }

  /** Finds the message's template or makes one, and generalises it to stand for the message. */
  learn(shape: Shape, timestampMs: number): { readonly template: LiveTemplate; readonly isNew: boolean } {
    const message = prepare(shape);
    const key = gapsKey(message.gaps);
    const bucket = openBucket(this.#buckets, key, this.#registry);
    const known =
      this.#findIn(bucket, message, timestampMs) ?? this.#learnList(message, key) ?? this.#mergeFamily(bucket, message);
    if (known) return { template: known, isNew: false };
    const born = this.#bear(message, timestampMs);
    if (!born.isNew) return born;
    const template = this.#mergeNames(born.template);
    return { template, isNew: template === born.template };
  }

  /** Makes one template of those that differ in the names of a column alone, as far as one that is new or has generalised shows that there is one. */
  #mergeNames(changed: LiveTemplate): LiveTemplate {
    this.#learnNames(changed);
    return this.#mergeSiblings(this.resolve(changed.id) ?? changed);
  }

  #learnNames(changed: LiveTemplate): void {
    for (const { position, name } of this.#names.note(changed))
      for (const template of [...this.templates.values()])
        if (numbered(template.words[position] ?? '') === name) this.#mergeSiblings(template);
  }

  /** Takes in the templates of before that a template which has generalised stands for as they are. */
  #absorb(template: LiveTemplate): LiveTemplate {
    const covered = findCovered(template.bucket, template);
    return this.#merge([template, ...covered].map((one) => [one, one])) ?? template;
  }

  #mergeSiblings(template: LiveTemplate): LiveTemplate {
    let whole = template;
    // One that is part of another since is not there any more.
    while (this.templates.get(whole.id) === whole) {
      const sibling = this.#names.sibling(whole);
      const merged = sibling && this.#merge([whole, sibling].map((one) => [one, one]));
      if (merged === undefined) break;
      whole = this.#absorb(merged);
      this.#learnNames(whole);
    }
    return this.resolve(whole.id) ?? whole;
  }

  /**
   * Makes a template of a message. A known template never loses its place: one with this birth text is the message's own, and
   * beside one with another, which a stored template that was tampered with can be, the new one takes the next id.
   */
  #bear(message: Shape, timestampMs: number): { readonly template: LiveTemplate; readonly isNew: boolean } {
    const text = joinText(message);
    const birthText = text.slice(0, maxBirthText);
    let id = identify('template', this.name, text);
    for (let known = this.templates.get(id); known; known = this.templates.get(id)) {
      if (known.birthText === birthText) return { template: known, isNew: false };
      id = identify('template', this.name, text, id);
    }
    return { template: this.#add(message, { id, text, birthText, count: 0, firstSeenMs: timestampMs }), isNew: true };
  }

  /** Takes over a stored template; one that is known already stays as it is, whatever its birth text. */
  restore(shape: Shape, stored: Template): void {
    if (stored.mergedInto !== undefined) this.#merged.set(stored.id, stored.mergedInto);
    else if (!this.templates.has(stored.id)) this.#add(shape, stored);
  }

  /** Forgets the templates that were not used for longest; of those not used since they were restored, the rarest first. */
  evict(count: number): readonly LiveTemplate[] {
    const evicted = this.#evictFrom([...this.templates.values()], count);
    for (const id of this.#merged.keys()) if (!this.resolve(id)) this.#merged.delete(id);
    for (const buckets of [this.#buckets, this.#lists]) {
      for (const [key, bucket] of buckets) if (bucket.templates.size === 0) buckets.delete(key);
    }
    return evicted;
  }

  #evictFrom(templates: readonly LiveTemplate[], count: number): readonly LiveTemplate[] {
    const oldest = [...templates].sort((a, b) => a.lastUsed - b.lastUsed || a.count - b.count).slice(0, count);
    for (const template of oldest) {
      this.#remove(template);
      this.#registry.evict(template);
    }
    return oldest;
  }

  #findIn(bucket: Bucket, message: PreparedShape, timestampMs?: number): LiveTemplate | undefined {
    const found = findTemplate(bucket, message);
    if (found === undefined) return undefined;
    const { template } = found;
    if (!found.isCovered) {
      this.#generalise(template, message);
      return this.#mergeNames(template);
    }
    if (template.values !== undefined && addValues(template, oneOf(message), timestampMs)) this.#hasNewValues = true;
    return template;
  }

  /** The list template that stands for the message, or one made now of templates that differ only in a list's length. */
  #learnList(message: PreparedShape, ownKey: string): LiveTemplate | undefined {
    const shape = collapseLists(message);
    const isOwn = shape.words === message.words;
    const collapsed = isOwn ? message : prepare(shape);
    const key = isOwn ? ownKey : gapsKey(collapsed.gaps);
    const lists = this.#lists.get(key);
    const known = lists && this.#findIn(lists, collapsed);
    if (known) return known;
    const partners = this.#shapes
      .ofOtherLength(key, message.words.length)
      .filter((template) => canJoinList(collapseLists(template), collapsed));
    const survivor = this.#merge(partners.map((template) => [template, collapseLists(template)]));
    if (survivor) this.#generalise(survivor, collapsed);
    return survivor;
  }

  #mergeFamily(bucket: Bucket, message: PreparedShape): LiveTemplate | undefined {
    const survivor = this.#merge(findFamily(bucket, message).map((template) => [template, template]));
    if (survivor === undefined) return undefined;
    this.#generalise(survivor, message);
    return this.#mergeNames(this.#absorb(survivor));
  }

  /** Makes one template of several; the oldest keeps its id, the others point to it. */
  #merge(members: readonly (readonly [LiveTemplate, Shape])[]): LiveTemplate | undefined {
    const sorted = [...members].sort(([a], [b]) => a.firstSeenMs - b.firstSeenMs || (a.id < b.id ? -1 : 1));
    const [survivor, shape] = sorted[0] ?? [];
    if (!survivor || !shape) return undefined;
    if (shape !== survivor) this.#reshape(survivor, shape, undefined);
    for (const [other, otherShape] of sorted.slice(1)) {
      const { count, values } = other;
      this.#generalise(survivor, otherShape, otherShape === other ? { ...otherShape, count, values } : undefined);
      survivor.count += other.count;
      this.#merged.set(other.id, survivor.id);
      this.#remove(other);
      // The id of one that was made just now has been given to nobody.
      if (other.count > 0) this.#registry.retire(other, survivor.id);
    }
    return survivor;
  }

  #add(
    shape: Shape,
    stored: Pick<Template, 'id' | 'text' | 'birthText' | 'count' | 'firstSeenMs' | 'enumerated'>,
  ): LiveTemplate {
    const { id, text, birthText, count, firstSeenMs } = stored;
    const template: LiveTemplate = {
      id,
      scope: this.name,
      home: this,
      match: { templateId: id, isNew: false },
      slot: this.#registry.takeSlot(),
      // Copies: where all lists of the first messages live on, V8 makes those of every later message in old space, which is seldom swept.
      words: [...shape.words],
      gaps: [...shape.gaps],
      bucket: this.#bucketOf(shape),
      collapsedGaps: '',
      birthText,
      text,
      values: positionValuesOf(shape, stored.enumerated),
      steadyFrom: count,
      newValue: undefined,
      count,
      firstSeenMs,
      lastUsed: this.#registry.tick,
      isChanged: false,
    };
    this.#registry.slots[template.slot] = template;
    this.templates.set(id, template);
    this.#enter(template);
    return template;
  }

  /** A template's position follows from its text alone, so that a restored one stands where the living one stood. */
  #bucketOf(shape: Shape): Bucket {
    return openBucket(shape.words.some(isListMask) ? this.#lists : this.#buckets, gapsKey(shape.gaps), this.#registry);
  }

  /** Enters a template where messages will find it, and makes what was remembered of its bucket void. */
  #enter(template: LiveTemplate): void {
    enterBucket(template.bucket, template);
    template.bucket.generation = this.#registry.nextGeneration();
    if (template.words.some(isListMask)) {
      this.seed = this.#seeds();
      return;
    }
    template.collapsedGaps = gapsKey(collapseLists(template).gaps);
    this.#shapes.add(template);
    this.#names.add(template);
  }

  #leave(template: LiveTemplate): void {
    const { bucket } = template;
    leaveBucket(bucket, template);
    bucket.generation = this.#registry.nextGeneration();
    this.#shapes.remove(template);
    this.#names.remove(template);
  }

  #remove(template: LiveTemplate): void {
    this.#leave(template);
    this.templates.delete(template.id);
    this.#registry.freeSlot(template.slot);
  }

  #generalise(template: LiveTemplate, message: Shape, counted: Counted = oneOf(message)): void {
    const words = template.words.map((known, position) => generaliseWord(known, message.words[position] ?? ''));
    this.#reshape(template, { words, gaps: template.gaps }, valuesAfter(template, words, counted));
  }

  /** Changes a template's words, and with them its text and position; its id stays. */
  #reshape(template: LiveTemplate, shape: Shape, values: PositionValues | undefined): void {
    this.#leave(template);
    template.values = values;
    template.steadyFrom = template.count;
    template.words = shape.words;
    template.gaps = shape.gaps;
    template.text = joinText(shape);
    template.bucket = this.#bucketOf(shape);
    this.#enter(template);
  }
}
