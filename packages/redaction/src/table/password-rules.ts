import { markStart } from '../mark.ts';
import type { PatternRule } from '../match/match.ts';
import { passesValueTest } from '../match/value-tests.ts';

const notMarked = String.raw`(?!\[redacted:)`;
const quotes = String.raw`\\{0,15}["']?`;
const isWorthHiding = (value: string): boolean => passesValueTest('any', value) && !value.startsWith(markStart);
/** What a password on a command line consists of, quotes aside. */
const argument = String.raw`[^\s"'\\]{1,512}`;
const secretOption =
  'password|passwd|passphrase|pass|pwd|secret|token|api-key|apikey|access-token|auth-token|client-secret|secret-key|secret-access-key|session-token|db-password|admin-password|master-user-password|user-password|storepass|keypass|registry-password|http-password|proxy-password|requirepass|license-key|private-token|bearer';

/** Passwords, codes and hashes that are known by what stands around them: one row a context, in the order they are looked for. */
export const passwordRules: readonly PatternRule[] = [
  {
    found: 'password',
    name: 'hashes of passwords (crypt, bcrypt, Argon2, scrypt, PBKDF2, LDAP)',
    fragments: [
      '$2',
      '$1$',
      '$5$',
      '$6$',
      '$7$',
      '$y$',
      '$apr1$',
      '$argon2',
      '$scrypt',
      '$pbkdf2',
      'pbkdf2_sha',
      'sha}',
      'sha256}',
      'sha512}',
    ],
    pattern:
      /(?<![\w$])(?:\$2[abxy]?\$\d{2}\$[./A-Za-z0-9]{53}|\$(?:[1567y]|apr1|sha1|md5)\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9$]{8,150}|\$argon2(?:id|i|d)\$v=\d{1,3}\$[\w=,]{1,60}\$[A-Za-z0-9+/]{8,100}\$[A-Za-z0-9+/]{16,200}|\$(?:scrypt|pbkdf2[\w-]{0,10})\$[\w=,.+/$]{20,300}|pbkdf2_sha\d{1,3}\$\d{1,9}\$[\w.+/]{1,60}\$[A-Za-z0-9+/]{20,120}={0,2}|\{S{0,2}SHA(?:256|512)?\}[A-Za-z0-9+/]{24,140}={0,2})/gi,
    example: `$2b$12$${'q7K2zD9mX4'.repeat(6).slice(0, 53)}`,
    lookAlike: 'it costs $2 or $12, and $100 a year',
  },
  {
    found: 'private-key',
    name: 'private parts of a JSON Web Key',
    fragments: ['kty'],
    pattern: /(?<kept>["'](?:d|k|p|q|dp|dq|qi)\\{0,15}["']\s{0,2}:\s{0,2}\\{0,15}["'])[\w-]{22,2048}(?=\\{0,15}["'])/g,
    example: `{"kty":"EC","crv":"P-256","d":"${'q7K2zD9mX4'.repeat(4)}"}`,
    lookAlike: `{"kty":"EC","crv":"P-256","x":"${'q7K2zD9mX4'.repeat(4)}"}`,
  },
  {
    found: 'password',
    name: 'codes in a sentence',
    fragments: ['code is', 'passcode is', 'pin is', 'password is', 'otp is', 'code:'],
    pattern:
      /(?<kept>\b(?:verification|security|one[- ]time|log-?in|sign-?in|authentication|confirmation|access|2fa|mfa|otp|your) (?:(?:pass)?code|pin|password|otp)(?: for [\w.@+-]{1,80})?(?: is|:)(?: now)? )(?:\d{3}[ -]\d{3}|\d{4,8})(?![\w.-]{0,1}\d)/gi,
    example: 'Your verification code is 729481',
    lookAlike: 'the error code is 729481',
  },
  {
    found: 'password',
    name: 'options of a command line',
    fragments: [],
    trigger: 'keys',
    pattern: new RegExp(
      String.raw`(?<kept>(?<![\w-])--?(?:${secretOption})(?:${quotes}[=, ]\s{0,2}${quotes}))${notMarked}${argument}`,
      'gi',
    ),
    accepts: (value, before) => isWorthHiding(value) && !/^--?[a-z]/.test(value) && !/^-p(?:ass)?$/i.test(before),
    example: 'mysqldump --password hunter2 orders',
    lookAlike: '--password-stdin',
  },
  {
    found: 'password',
    name: 'short options of commands that have a password',
    fragments: [' -p', '"-p', "'-p", ' -a ', ' -w ', ' -w"', '"-a\\', '"-w\\', '"-a"', '"-w"'],
    pattern: new RegExp(
      String.raw`(?<kept>\b(?:mysql|mysqldump|mysqladmin|mysqlimport|mariadb|sshpass|mongo|mongosh|mongodump|mongorestore|docker login|podman login|helm registry login|az login|oc login|htpasswd|smbclient|zip|unzip|7z|redis-cli|ldapsearch|ldapmodify|ldapadd|rabbitmqadmin|sqlcmd|bcp|cqlsh|influx|impdp|expdp)\b[^\n|;]{0,200}?\s-(?:p|a|w|P)(?:${quotes}[, ]{0,2}${quotes}))${notMarked}${argument}`,
      'g',
    ),
    accepts: (value, before) =>
      isWorthHiding(value) && !/^[-\d]{1,6}$/.test(value) && !/^(?:assword|asswd)/.test(value) && before !== '',
    example: 'mysql -u root -phunter2 orders',
    lookAlike: 'mysql -u root -P 3306',
  },
  {
    found: 'password',
    name: 'user and password of a command',
    fragments: [' -u', '"-u', "'-u", '--user', '--proxy-user', '--auth', '--basic', ' -a '],
    pattern: new RegExp(
      String.raw`(?<kept>(?<![\w-])(?:-u|-U|--user|--proxy-user|--basic|--auth|-a)(?:${quotes}[=, ]\s{0,2})${quotes}[\w.@%+-]{1,80}:)${notMarked}${argument}`,
      'g',
    ),
    accepts: (value) => isWorthHiding(value) && !/^\d{1,5}$/.test(value) && !value.startsWith('//'),
    example: 'curl -u admin:hunter22 https://x.internal/',
    lookAlike: 'docker run -u 1000:1000 app',
  },
  {
    found: 'password',
    name: 'passwords in SQL',
    fragments: ['identified', 'password'],
    pattern: new RegExp(
      String.raw`(?<kept>\b(?:IDENTIFIED\s{1,3}(?:WITH\s{1,3}["'\x60\\\w-]{1,40}\s{1,3})?(?:BY|AS)(?:\s{1,3}(?:VALUES|PASSWORD))?\s{1,3}|PASSWORD\s{1,3}(?:TO\s{1,3})?|SET\s{1,3}PASSWORD[^=\n]{0,80}=\s{0,3}(?:PASSWORD\()?|OLD_PASSWORD\(|PASSWORD\()\\{0,15}["'])${notMarked}(?:[^'"\\\n]|\\(?!["'])){1,512}`,
      'gi',
    ),
    accepts: isWorthHiding,
    example: "CREATE USER 'joe'@'%' IDENTIFIED BY 'hunter2'",
    lookAlike: 'identified by its id',
  },
  {
    found: 'password',
    name: 'passwords in SQL without quotes, and as an expression compares them',
    fragments: ['identified by'],
    pattern:
      /(?<kept>\bIDENTIFIED\s{1,3}BY\s{1,3})(?!\[redacted:|VALUES\b|PASSWORD\b|the\b|its?\b|an?\b)(?=[^\s"']{0,64}[\dA-Z!$#])[^\s"';,\\]{1,128}/g,
    example: 'alter user scott IDENTIFIED BY t1ger',
    lookAlike: 'IDENTIFIED BY the registrar',
  },
  {
    found: 'password',
    name: 'passwords in netrc, pgpass and redis',
    fragments: [' password ', 'requirepass', 'masterauth'],
    pattern:
      /(?<kept>\bmachine [\w.-]{1,200}\s{1,3}login [^\s"']{1,80}\s{1,3}password |(?<![\w-])(?:requirepass|masterauth) )(?!\[redacted:)[^\s"'\\]{1,256}/g,
    accepts: isWorthHiding,
    example: 'machine api.example.com login joe password hunter2',
    lookAlike: 'the machine has no password set',
  },
  {
    found: 'password',
    name: "passwords that a command reads from its input: the user's",
    fragments: ['chpasswd'],
    pattern:
      /(?<kept>\becho (?:-n )?\\{0,15}[\"']?[\w.-]{1,64}:)(?!\[redacted:)[^\s\"'|\\]{1,128}(?=\\{0,15}[\"']? ?\| ?(?:sudo )?chpasswd)/g,
    example: 'echo "joe:hunter22" | chpasswd',
    lookAlike: 'echo joe | chpasswd',
  },
  {
    found: 'password',
    name: 'passwords that a command reads from its input',
    fragments: ['--password-stdin', 'sudo -S'],
    pattern:
      /(?<kept>\becho (?:-n )?\\{0,15}[\"']?)(?!\[redacted:)[^\s\"'|$\\]{4,512}(?=\\{0,15}[\"']? ?\| ?(?:sudo -S|[^|\n]{1,200} --password-stdin))/g,
    example: 'echo hunter2222 | docker login -u joe --password-stdin',
    lookAlike: 'echo $TOKEN | docker login -u joe --password-stdin',
  },
  {
    found: 'password',
    name: 'passwords of Windows commands',
    fragments: ['securestring', 'net use', 'freerdp', 'psexec', 'cmdkey'],
    pattern:
      /(?<kept>\bConvertTo-SecureString (?:-String )?\\{0,15}[\"']|\bnet use [^\n|;]{1,120}?\\\\[\w$.-]{1,80}(?:\\{1,8}[\w$.-]{1,80}){1,4} |\bx?freerdp[^\n]{0,160}? \/p:|\bcmdkey[^\n]{0,160}? \/pass:|\bpsexec[^\n]{0,160}? -p )(?!\[redacted:)[^\s\"'\\/]{3,128}/gi,
    example: 'xfreerdp /u:joe /p:hunter22 /v:host',
    lookAlike: 'net use Z: /delete',
  },
  {
    found: 'password',
    name: 'a password after whom it is for',
    fragments: ['password for'],
    pattern: /(?<kept>\bpassword for [\w.@\\-]{1,80}(?: is|:) )(?!\[redacted:)[^\s\"'\\]{4,128}/gi,
    accepts: (value) => passesValueTest('short', value) && /[^a-z]/.test(value.replace(/[.,]$/, '')),
    example: 'Password for joe: hunter22',
    lookAlike: 'Password for joe: required',
  },
  {
    found: 'password',
    name: 'pairs of a user and a password',
    fragments: ['credential', 'auth=', 'auth =', 'auth('],
    pattern:
      /(?<kept>\b(?:credentials?|(?:http_|basic_)?auth)\s{0,2}[=:(]\s{0,2}[([]?\\{0,15}[\"'][^\"'\\\n]{1,80}\\{0,15}[\"'],\s{0,2}\\{0,15}[\"'])(?!\[redacted:)[^\"'\\\n]{1,256}(?=\\{0,15}[\"'])/g,
    example: "requests.get(url, auth=('joe', 'hunter22'))",
    lookAlike: 'auth=(joe)',
  },
];
