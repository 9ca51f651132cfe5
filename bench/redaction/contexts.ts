/** A value in the ways that it stands in logs. */
export const contexts: Readonly<Record<string, (value: string) => string>> = {
  plain: (value) => `2026-11-29T10:00:00Z ERROR request failed while using ${value} for the upstream`,
  'in JSON': (value) => JSON.stringify({ level: 'error', data: { deep: { note: `saw ${value} here` } } }),
  'in escaped JSON': (value) =>
    JSON.stringify({ level: 'error', msg: `upstream said ${JSON.stringify({ body: value })}` }),
  'in JSON escaped twice': (value) =>
    JSON.stringify({ msg: `sqs ${JSON.stringify({ Records: [{ body: JSON.stringify({ d: value }) }] })}` }),
  'in logfmt': (value) => `level=error msg="request failed" detail=${JSON.stringify(value)} n=3`,
  'percent-encoded': (value) => `"GET /cb?state=1&v=${encodeURIComponent(value)}&z=2 HTTP/1.1" 500 12`,
  'in a stack trace': (value) => `java.lang.IllegalStateException: bad value ${value}\n\tat com.acme.A.b(A.java:10)`,
  'in a header': (value) => `DEBUG http headers: {host=api.acme.io, x-custom=${value}, accept=*/*}`,
};

/** Names of things that look like secrets and are none, beside the look-alikes of the table itself. */
export const commonLookAlikes: readonly string[] = [
  '3f786850e387550fdab836ed7e6dc881de23001b',
  '9b2e7f3',
  '0f8fad5b-d9cb-469f-a165-70867728950e',
  '4bf92f3577b34da6a3ce929d0e0e4736',
  '00f067aa0ba902b7',
  '1-5759e988-bd862e3fe1be46a994272793',
  'arn:aws:iam::111122223333:role/app-deploy',
  'arn:aws:kms:eu-west-1:111122223333:key/0f8fad5b-d9cb-469f-a165-70867728950e',
  'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf',
  'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'v12.4.81-rc.3',
  '1764410400123',
  '1764410400123456789',
  'ORD-2026-48151623',
  'i-0a1b2c3d4e5f60718',
  'eni-0a1b2c3d4e5f60718',
  'payments-5d8c7b6f94-x2x9z',
  'registry.acme.io/app:1.2.3',
  '@acme/utils@1.2.3',
  'com.acme.Foo@1b6d3586',
  '0x7ffee4a1b2c3',
  'shardId-000000000003',
  '2026/11/29/[$LATEST]4bf92f3577b34da6a3ce929d0e0e4736',
  'tokens=15342',
  'max_tokens=4096',
  'password_attempts=3',
  'bytes=4539578763621486',
  'took 1234567890123456 ns',
  'git@github.com:acme/repo.git',
  'postgres@db-primary',
  '10.0.0.4:8443',
  '2026-11-29T10:00:00+02:00',
];
