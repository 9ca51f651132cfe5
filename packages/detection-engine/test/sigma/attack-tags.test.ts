import { describe, expect, it } from '@jest/globals';
import { attackOf } from '../../src/sigma/attack-tags.ts';

describe('the tactic and technique of a rule', () => {
  it.each([
    [['attack.impact', 'attack.t1485'], 'TA0040', 'T1485'],
    [['attack.credential_access', 'attack.t1552', 'attack.t1552.005'], 'TA0006', 'T1552.005'],
    [['attack.command-and-control', 'attack.T1071.001'], 'TA0011', 'T1071.001'],
    [['cve.2024-1', 'attack.persistence', 'attack.t1098.003'], 'TA0003', 'T1098.003'],
  ])('are read from %j', (tags, tactic, technique) => {
    expect(attackOf(tags)).toEqual({ tactic, technique });
  });

  it.each([
    // Defense Evasion of earlier releases: the technique says which of its two heirs it is.
    [['attack.defense_evasion', 'attack.t1562.008'], 'TA0112', 'T1685.002'],
    [['attack.defense-evasion', 'attack.t1562.001'], 'TA0112', 'T1685'],
    [['attack.defense-evasion', 'attack.t1562.007'], 'TA0112', 'T1686.001'],
    [['attack.defense-evasion', 'attack.t1070.001'], 'TA0112', 'T1685.005'],
    [['attack.defense-evasion', 'attack.t1535'], 'TA0005', 'T1535'],
    [['attack.stealth', 'attack.t1535'], 'TA0005', 'T1535'],
    [['attack.defense-impairment', 'attack.t1685.002'], 'TA0112', 'T1685.002'],
  ])('are those of the current release for %j', (tags, tactic, technique) => {
    expect(attackOf(tags)).toEqual({ tactic, technique });
  });

  it.each([[['attack.impact']], [['attack.t1485']], [['attack.t148', 'attack.impact']], [['attack.nonsense', 'attack.t1485']], [[]]])(
    'are unknown for %j',
    (tags) => {
      expect(attackOf(tags)).toBeUndefined();
    },
  ); // prettier-ignore
});
