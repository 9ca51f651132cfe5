import { namedResource, type PlaybookSteps, requiredResource } from '../../playbook.ts';
import { allowingTag } from '../../tags.ts';
import type { Instance, Instances } from './port.ts';

const instanceForm = /^i-[0-9a-f]{8,17}$/;

const isStopped = ({ state }: Instance): boolean => state === 'stopping' || state === 'stopped';

/** Why stopping this instance would do harm or would not help; undefined when it may be stopped. */
const harmOf = ({ tags, hasVolumeRoot, hasInstanceStore, isSpot, state }: Instance): string | undefined => {
  if (tags[allowingTag.key] !== allowingTag.value)
    return `lacks the tag ${allowingTag.key}=${allowingTag.value}, without which none is stopped`;
  if (!hasVolumeRoot) return 'has no root on a volume, so it can only be ended';
  if (hasInstanceStore) return 'has disks of its own, which a stop would empty: take what is on them first';
  if (isSpot) return 'was bought on the spot market, which could start it again';
  if (tags['aws:autoscaling:groupName'] !== undefined)
    return 'belongs to an Auto Scaling group, which would end it and lose its volumes: put it on standby first';
  if (state !== 'running') return `is ${state}, so it cannot be stopped now`;
  return undefined;
};

export const steps: PlaybookSteps<Instances> = {
  precheck: async (instances, finding) => {
    const instanceId = namedResource(finding, 'instanceId', instanceForm);
    if (instanceId === undefined) return { kind: 'refused', reason: 'The finding names no instance.' };
    const instance = await instances.look(instanceId);
    if (instance === undefined || instance.state === 'terminated')
      return { kind: 'not_found', reason: `There is no instance ${instanceId} any more.` };
    if (isStopped(instance)) return { kind: 'already_right', reason: `The instance ${instanceId} is stopped.` };
    const harm = harmOf(instance);
    if (harm !== undefined) return { kind: 'refused', reason: `The instance ${instanceId} ${harm}.` };
    return {
      kind: 'ready',
      captured: { state: instance.state },
      steps: [`ec2:StopInstances on ${instanceId}: its volumes stay, its memory is lost`],
      tags: instance.tags,
    };
  },
  apply: async (instances, finding) => {
    await instances.stop(requiredResource(finding, 'instanceId', instanceForm));
  },
  verify: async (instances, finding) => {
    const instance = await instances.look(requiredResource(finding, 'instanceId', instanceForm));
    return instance !== undefined && isStopped(instance);
  },
  // Starting a compromised machine again is a person's decision, and the role may not.
  rollback: async () => undefined,
};
