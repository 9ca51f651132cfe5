import type { ModelAnswer } from '@bellwether/ports';

/** Answers of Converse as the service writes them, made by us from its documentation, and what is read off each. */
export interface Exchange {
  readonly name: string;
  readonly output: unknown;
  readonly expected: ModelAnswer;
}

const answered = (stopReason: string | undefined, content: readonly unknown[] | undefined): unknown => ({
  ...(stopReason === undefined ? {} : { stopReason }),
  output: { message: { role: 'assistant', ...(content === undefined ? {} : { content }) } },
  usage: { inputTokens: 812, outputTokens: 64, totalTokens: 876 },
  metrics: { latencyMs: 2_104 },
  $metadata: { httpStatusCode: 200 },
});

const usage = { inputTokens: 812, outputTokens: 64 };
const text = '{"claims":[]}';
const reasoning = { reasoningContent: { reasoningText: { text: 'The reader wants facts.', signature: 'c2ln' } } };

export const exchanges: readonly Exchange[] = [
  { name: 'a plain answer', output: answered('end_turn', [{ text }]), expected: { text, stop: 'complete', ...usage } },
  {
    name: 'reasoning first',
    output: answered('end_turn', [reasoning, { text }]),
    expected: { text, stop: 'complete', ...usage },
  },
  {
    name: 'reasoning that the service has hidden, and the answer in two blocks',
    output: answered('end_turn', [
      { reasoningContent: { redactedContent: new Uint8Array([1, 2]) } },
      { text: '{"claims"' },
      { text: ':[]}' },
    ]),
    expected: { text, stop: 'complete', ...usage },
  },
  {
    name: 'reasoning alone',
    output: answered('end_turn', [reasoning]),
    expected: { text: '', stop: 'complete', ...usage },
  },
  { name: 'no content', output: answered('end_turn', []), expected: { text: '', stop: 'complete', ...usage } },
  {
    name: 'a message without content',
    output: answered('end_turn', undefined),
    expected: { text: '', stop: 'complete', ...usage },
  },
  {
    name: 'a block of a kind that is not known',
    output: answered('end_turn', [{ $unknown: ['hologram', {}] }, { text }]),
    expected: { text, stop: 'complete', ...usage },
  },
  {
    name: 'an answer cut by the limit of tokens',
    output: answered('max_tokens', [{ text: '{"claims":[{"te' }]),
    expected: { text: '{"claims":[{"te', stop: 'too_long', ...usage },
  },
  {
    name: 'a guardrail that stepped in',
    output: answered('guardrail_intervened', [{ text: 'Blocked.' }]),
    expected: { text: 'Blocked.', stop: 'filtered', ...usage },
  },
  {
    name: 'content that was filtered',
    output: answered('content_filtered', []),
    expected: { text: '', stop: 'filtered', ...usage },
  },
  {
    name: 'output that the service could not read',
    output: answered('malformed_model_output', [{ text: '{"' }]),
    expected: { text: '{"', stop: 'malformed', ...usage },
  },
  {
    name: 'a tool input that the service could not read',
    output: answered('malformed_tool_use', []),
    expected: { text: '', stop: 'malformed', ...usage },
  },
  {
    name: 'a question longer than the model takes',
    output: answered('model_context_window_exceeded', []),
    expected: { text: '', stop: 'context_exceeded', ...usage },
  },
  {
    name: 'a refusal',
    output: answered('refusal', [{ text: 'I cannot.' }]),
    expected: { text: 'I cannot.', stop: 'refused', ...usage },
  },
  {
    name: 'a refusal in its other spelling',
    output: answered('refused', []),
    expected: { text: '', stop: 'refused', ...usage },
  },
  {
    name: 'a stop sequence, though none was asked for',
    output: answered('stop_sequence', [{ text }]),
    expected: { text, stop: 'other', ...usage },
  },
  {
    name: 'the use of a tool, though none was offered',
    output: answered('tool_use', [{ toolUse: { toolUseId: 't1', name: 'send_mail', input: { to: 'x' } } }]),
    expected: { text: '', stop: 'other', ...usage },
  },
  {
    name: 'a reason that is not known yet',
    output: answered('paused', [{ text }]),
    expected: { text, stop: 'other', ...usage },
  },
  { name: 'no reason', output: answered(undefined, [{ text }]), expected: { text, stop: 'other', ...usage } },
  { name: 'nothing but metadata', output: { $metadata: {} }, expected: { text: '', stop: 'other' } },
];
