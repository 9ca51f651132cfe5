import { auth } from './auth.ts';
import { backup } from './backup.ts';
import { catalog } from './catalog.ts';
import { checkout } from './checkout.ts';
import { cloudTrailPeople } from './cloudtrail/people.ts';
import { cloudTrailWorkloads } from './cloudtrail/workloads.ts';
import { ec2Messages } from './ec2-messages.ts';
import { ec2Secure } from './ec2-secure.ts';
import { eksAudit } from './eks-audit.ts';
import { eksControlPlane } from './eks-control-plane.ts';
import { email } from './email.ts';
import { inventory } from './inventory.ts';
import { lambdaSources } from './lambda.ts';
import { payments } from './payments.ts';
import { search } from './search.ts';
import { shipping } from './shipping.ts';
import { backupFlow, vpcFlow } from './vpc-flow.ts';
import { healthChecker, web } from './web.ts';
import type { LogSource } from './log-source.ts';

/** Everything that writes logs in the account. Names are unique; log groups may be shared. */
export const allSources: readonly LogSource[] = [
  auth,
  backup,
  catalog,
  checkout,
  email,
  healthChecker,
  inventory,
  payments,
  search,
  shipping,
  web,
  ...lambdaSources,
  eksAudit,
  eksControlPlane,
  ec2Messages,
  ec2Secure,
  vpcFlow,
  backupFlow,
  cloudTrailWorkloads,
  cloudTrailPeople,
];
