import { describe, expect, it } from '@jest/globals';
import { defaultRedactionPolicy, noRedaction, type RedactionPolicy } from '@bellwether/log-model';
import { Command } from 'commander';
import { redactionOf, type RedactionFlag, withRedaction } from '../src/redaction-option.ts';

const policyOf = (...args: readonly string[]): RedactionPolicy => {
  const command = withRedaction(new Command('x'))
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  command.parse([...args], { from: 'user' });
  return redactionOf(command.opts<{ redact?: RedactionFlag }>().redact);
};

describe('--redact', () => {
  it('is the default when it is not given', () => {
    expect(policyOf()).toEqual(defaultRedactionPolicy);
  });

  it.each([
    [['--redact', 'ip'], { ...defaultRedactionPolicy, ip: true }],
    [['--redact=-email'], { ...defaultRedactionPolicy, email: false }],
    [['--redact', 'none,card'], { ...noRedaction, card: true }],
    [['--no-redact'], noRedaction],
  ])('reads %j', (args, policy) => {
    expect(policyOf(...args)).toEqual(policy);
  });

  it('says what there is instead of a class that there is not', () => {
    expect(() => policyOf('--redact', 'emails')).toThrow(/no class emails.*email, card/);
  });
});
