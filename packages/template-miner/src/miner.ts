import type { EnumeratedParameter } from './enumerated.ts';

/**
 * The constant part of a message inside one scope.
 *
 * @example
 * // Of "Connection from 10.0.0.1 closed after 35 ms" and one more like it:
 * const template: Template = {
 *   id: 'b181556b24c061cb098375379ee6088c',
 *   scope: '111122223333:/app/web',
 *   text: 'Connection from <ip> closed after <num> ms',
 *   birthText: 'Connection from <ip> closed after <num> ms',
 *   count: 2,
 *   firstSeenMs: 1_768_478_400_000,
 * };
 */
export interface Template {
  /** Stable: made of the scope and of the masked message that first made it; never changes as the text generalises. */
  readonly id: string;
  readonly scope: string;
  /** The constant words with `<*>` and typed masks (`<ip>`, `<num>`, `<uuid>`, `<path>`, `<arn>` ...) for what varies. */
  readonly text: string;
  /**
   * The text it was born with, its first `maxBirthText` characters: what the id was made of. It never changes, and nothing with
   * another birth text takes the place of this template in a miner or a store.
   */
  readonly birthText: string;
  /** Events learnt into it; integer. */
  readonly count: number;
  /** Epoch milliseconds UTC of the first event. */
  readonly firstSeenMs: number;
  /** Set when the template was found to be part of another: that one's id. Its own id stays known as another name. */
  readonly mergedInto?: string;
  /** Parameters that have shown few values, with these; absent when there is none. */
  readonly enumerated?: readonly EnumeratedParameter[];
}

/**
 * A value that a parameter showed for the first time, after its template had listed the same few for many events.
 *
 * @example
 * // Of "order 17 is now LOST", when 2,400 events had been PAID, SENT or HELD:
 * const found: NewValue = { value: 'LOST', known: ['PAID', 'SENT', 'HELD'], steadyEvents: 2400, timestampMs: 1_768_478_400_000 };
 */
export interface NewValue {
  readonly value: string;
  /** The values before it, the most frequent first. */
  readonly known: readonly string[];
  /** Events of the template since its values last changed; integer. */
  readonly steadyEvents: number;
  /** Time of the event that showed it, epoch milliseconds UTC. */
  readonly timestampMs: number;
}

/** Characters of a birth text that are kept. */
export const maxBirthText = 10_000;

/**
 * The template of one message.
 *
 * @example
 * // Of the first of several messages like "Connection from 10.0.0.1 closed after 35 ms":
 * const mined: MinedMessage = { templateId: 'b181556b24c061cb098375379ee6088c', isNew: true };
 */
export interface MinedMessage {
  readonly templateId: string;
  /** True for the message that made the template. */
  readonly isNew: boolean;
}

/**
 * A 64-bit hash of a message with its numbers masked, in two halves. Messages with one signature have the same words and delimiters.
 *
 * @example
 * // Of "Connection from 10.0.0.1 closed after 35 ms" and of "Connection from 10.0.0.2 closed after 7 ms" alike, with seed 0:
 * const signature: MessageSignature = { high: -148_687_492, low: -1_431_649_132 };
 */
export interface MessageSignature {
  readonly high: number;
  readonly low: number;
}

/**
 * The template that messages with one signature lead to, for a caller that knows the signature of the next message before it
 * has made the message.
 *
 * Invariant: while the handle is valid, `see` does what `learn` would do for such a message.
 *
 * @example
 * const handle = miner.recall(scope, 'Connection from 10.9.9.9 closed after 999 ms');
 * if (handle?.isValid) handle.see(1_768_478_500_000); // the template counts one more, and no message was split
 */
export interface TemplateHandle {
  readonly templateId: string;
  /** False as soon as such messages could lead elsewhere: a template was made, changed or forgotten beside it. */
  readonly isValid: boolean;
  /** Epoch milliseconds UTC of the template's first event. */
  readonly firstSeenMs: number;
  /** Counts one more message, seen at `timestampMs`. */
  see(timestampMs: number): void;
}

/**
 * Mines templates online. Bounded: the least recently used templates make room, and each that does is counted.
 *
 * @example
 * const miner = createMiner();
 * const scope = '111122223333:/app/web';
 * miner.learn(scope, 'Connection from 10.0.0.1 closed after 35 ms', 1_768_478_400_000); // { templateId: 'b181556b...', isNew: true }
 * miner.learn(scope, 'Connection from 10.0.0.2 closed after 7 ms', 1_768_478_401_000); // { templateId: 'b181556b...', isNew: false }
 * miner.match(scope, 'Disk full'); // undefined: nothing like it was learnt
 * miner.templates(scope)[0]?.text; // 'Connection from <ip> closed after <num> ms'
 */
export interface TemplateMiner {
  /**
   * Finds the message's template, or makes one, and lets the template learn from it.
   *
   * @param signature  a hash that tells at least as many messages apart as the miner's own masking does, when the caller has one
   */
  learn(scope: string, message: string, timestampMs: number, signature?: MessageSignature): MinedMessage;
  /** What messages like one that was learnt just now lead to; undefined when a further one has to be looked at. */
  recall(scope: string, message: string, signature?: MessageSignature): TemplateHandle | undefined;
  /** Finds the message's template without learning. */
  match(scope: string, message: string): MinedMessage | undefined;
  template(scope: string, templateId: string): Template | undefined;
  /** The last new value of a template's parameters; undefined for nearly all templates, and for what another process saw. */
  newValue(scope: string, templateId: string): NewValue | undefined;
  /** All templates of a scope, or of all scopes. */
  templates(scope?: string): readonly Template[];
  /** Templates made or changed since the last call, one store item each. */
  takeChanges(): readonly Template[];
  /**
   * Takes over stored templates, as `takeChanges` gave them, before learning starts. Of more than a scope may contain, the rarest are
   * left out and counted as forgotten.
   */
  restore(templates: Iterable<Template>): void;
  /** Templates forgotten to keep the bound; integer. */
  readonly evictedCount: number;
  /**
   * Templates that made room in their scope since the last call and were not learnt again, for the store to forget: the latest
   * 8,192 of them. Those of a scope that made room as a whole are not among them.
   */
  takeForgotten(): readonly Template[];
  /** Templates forgotten since the last call, for a metric; integer. */
  takeEvictions(): number;
}
