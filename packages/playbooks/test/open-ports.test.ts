import { expect, it } from '@jest/globals';
import { adminPorts } from '../src/playbooks/revoke-open-ingress/open-rules.ts';
import { adminPorts as ofTheRule } from '../../detections/src/callers.ts';

it('revokes what opens the ports that the rule looks for, and no others', () => {
  expect(adminPorts).toEqual(ofTheRule);
});
