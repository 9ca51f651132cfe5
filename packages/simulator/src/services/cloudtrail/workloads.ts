import { ceilSecond } from '../../text/times.ts';
import { nearlyFlat } from '../../timetable/daily-curve.ts';
import { cloudTrailRecord, trailLogGroup, trailStreamOf } from './record.ts';
import { openWorkloadCalls } from './workload-calls.ts';
import type { LogSource } from '../log-source.ts';

/** Programs and AWS services calling the management plane all day; one call a unit, whole seconds as CloudTrail has them. */
export const cloudTrailWorkloads: LogSource = {
  name: 'cloudtrail-workloads',
  logGroup: trailLogGroup,
  weight: 6,
  curve: nearlyFlat,
  open: (world, chance) => {
    const nextCall = openWorkloadCalls(world, chance);
    return (atMs, emit) => {
      const secondMs = ceilSecond(atMs);
      emit(secondMs, trailStreamOf(world, chance), cloudTrailRecord(world, chance, secondMs, nextCall(secondMs)));
    };
  },
};
