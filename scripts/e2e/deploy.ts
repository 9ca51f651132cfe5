/**
 * `npm run localstack:deploy`: applies the `localstack` environment to AWS_ENDPOINT_URL, http://127.0.0.1:4566 where it is not
 * set, and leaves it there. State lies beside the environment, in `.terraform/deployed`, so that a second run changes what has changed.
 *
 * Options: --watch <log group> (again for more; each must exist), --destroy (takes everything down again).
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { deployment } from './deployment.ts';
import { findLocalAws } from './local-aws.ts';

const { values: flags } = parseArgs({
  options: {
    watch: { type: 'string', multiple: true, default: [] },
    destroy: { type: 'boolean', default: false },
  },
});

const fail = (why: string): never => {
  console.error(why);
  process.exit(1);
};

process.env['AWS_ENDPOINT_URL'] ||= 'http://127.0.0.1:4566';
const missing = await deployment.missingTool();
if (missing !== undefined) fail(missing);
const found = await findLocalAws();
const aws = typeof found === 'string' ? fail(`${found}; npm run localstack:up starts LocalStack`) : found;

const kept = resolve(import.meta.dirname, '../../infra/environments/localstack/.terraform/deployed');
const stack = deployment(aws, { watched_log_groups: flags.watch }, kept);
if (flags.destroy) await stack.destroy();
else {
  await stack.apply();
  console.log(JSON.stringify(await stack.outputs(), undefined, 2));
}
