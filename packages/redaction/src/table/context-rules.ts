import type { PatternRule } from '../match/match.ts';
import { looksLikeToken } from '../match/value-tests.ts';
import { passwordRules } from './password-rules.ts';

const notMarked = String.raw`(?!\[redacted:)`;
const dashes = '-'.repeat(5);

/** What was drawn at random: hexadecimal digits, or capitals, small letters and digits; a path of words with a number is neither. */
const isOpaque = (value: string): boolean =>
  /^(?:[0-9a-f]{24,}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/i.test(value) ||
  (/\d/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value));

/** Secrets that are known by what stands around them: one row a context, in the order they are looked for. */
export const contextRules: readonly PatternRule[] = [
  {
    found: 'private-key',
    name: 'private keys in one text (PEM, OpenSSH, PGP)',
    fragments: ['PRIVATE KEY'],
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,32}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!----)){0,32768}(?:-----END [A-Z0-9 ]{0,32}PRIVATE KEY(?: BLOCK)?-----|$|(?=-----))/g,
    example: `${dashes}BEGIN RSA PRIVATE KEY${dashes}\nMIIEowIBAAKCAQEA\n${dashes}END RSA PRIVATE KEY${dashes}`,
    lookAlike: `${dashes}BEGIN CERTIFICATE${dashes}`,
  },
  {
    found: 'private-key',
    name: 'private keys of PuTTY',
    fragments: ['putty-user-key-file'],
    pattern: /(?<kept>PuTTY-User-Key-File-\d: )[\s\S]{20,16384}?Private-(?:MAC|Hash): ?[0-9a-f]{40,64}/g,
    example: `PuTTY-User-Key-File-2: ssh-rsa\nPrivate-Lines: 1\nAAAAgQC7\nPrivate-MAC: ${'9c2e4f7a1b'.repeat(4)}`,
    lookAlike: 'PuTTY-User-Key-File-2: see the manual',
  },
  {
    found: 'aws-access-key',
    name: 'access key ids of AWS',
    fragments: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    pattern: /(?<!\[redacted:aws-access-key:)(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}/g,
    example: 'AKIA' + 'Q7K2ZD9MX4Q7K2ZD',
    lookAlike: 'AKIA is a prefix',
  },
  {
    found: 'aws-secret-key',
    name: 'a secret key after its access key id',
    fragments: ['AKIA', 'ASIA', ':aws-access-key:'],
    pattern:
      /(?<kept>(?:(?:AKIA|ASIA)[A-Z0-9]{16}|\[redacted:aws-access-key:\w{4}\])[\s,:;"'\\]{1,8})[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/g,
    example: `${'AKIA'}Q7K2ZD9MX4Q7K2ZD:${'q7K2zD9mX4'.repeat(4)}`,
    lookAlike: `id:${'q7K2zD9mX4'.repeat(4)}`,
  },
  {
    found: 'jwt',
    name: 'JSON Web Tokens',
    fragments: ['eyJ'],
    pattern:
      /(?<![\w-])eyJ[\w-]{8,4096}\.(?:eyJ[\w-]{4,8192}|[\w-]{0,1024}\.[\w-]{4,1024}\.[\w-]{4,8192})(?:\.[\w-]{1,4096}){0,2}/g,
    example: ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', 'dozjgNryP4J3jVmNHl0w5N'].join('.'),
    lookAlike: 'eyJwYWdlIjoyfQ',
  },
  {
    found: 'url-password',
    name: 'the password in an address',
    fragments: [],
    trigger: 'address',
    pattern: new RegExp(
      String.raw`(?<kept>[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:@/"'<>]{0,128}:)${notMarked}[^\s"'<>]{1,256}?(?=@(?:[\w.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?:[:/?#,;\s"'<>)}&\]]|\\|$))`,
      'gi',
    ),
    accepts: (value) => !/^\d{1,5}[/?#,]/.test(value),
    example: 'postgres://app:s3cr3t@db:5432/x',
    lookAlike: 'https://example.com:8443/a?b=c@d',
  },
  {
    found: 'url-password',
    name: 'a token as the user of an address',
    fragments: [],
    trigger: 'address',
    pattern: new RegExp(
      String.raw`(?<kept>https?:\/\/)${notMarked}[A-Za-z0-9_-]{20,256}(?=@[\w.-]{1,253}(?:[:/?#\s"'<>)]|\\|$))`,
      'g',
    ),
    accepts: (value) => looksLikeToken(value) && /\d/.test(value),
    example: `https://${'9c2e4f7a1b8d3065'.repeat(2)}@o4504.ingest.sentry.io/1`,
    lookAlike: 'https://git@example.com/x',
  },
  {
    found: 'url-password',
    name: 'user and password of an Oracle connection',
    fragments: ['oracle:', 'sqlplus'],
    pattern:
      /(?<kept>(?:\boracle:(?:thin|oci8?):|\bsqlplus (?:-\w {1,2}){0,4})[\w$#-]{1,64}\/)(?!\[redacted:)[^\s@"'\\]{1,128}(?=@)/gi,
    example: 'jdbc:oracle:thin:scott/t1ger@//db:1521/ORCL',
    lookAlike: 'jdbc:oracle:thin:@//db:1521/ORCL',
  },
  {
    found: 'url-password',
    name: 'the password in a data source of Go',
    fragments: ['@tcp', '@unix', '@udp'],
    pattern: /(?<kept>(?<![\w.-])[\w.-]{1,64}:)(?!\[redacted:)[^\s"'@:\/]{1,128}(?=@(?:tcp6?|unix|udp)\()/g,
    example: 'root:s3cr3t@tcp(db:3306)/shop',
    lookAlike: 'connected to @tcp(db:3306)',
  },
  {
    found: 'bearer-token',
    name: 'what follows Bearer',
    fragments: ['bearer'],
    pattern: /(?<kept>\bbearer[\s:=]{1,3})[\w.~+/-]{8,8192}={0,2}/gi,
    accepts: looksLikeToken,
    example: 'Bearer abcdef0123456789.xyz',
    lookAlike: 'the bearer of bad news',
  },
  {
    found: 'basic-auth',
    name: 'what follows Basic',
    fragments: ['basic '],
    pattern: /(?<kept>\bbasic {1,3})[A-Za-z0-9+/]{8,1024}={0,2}/gi,
    accepts: (value, before) =>
      /authorization\W{1,12}basic {1,3}$/i.test(before) ||
      (/[A-Z]/.test(value) && /[a-z]/.test(value) && isPairInBase64(value)),
    example: 'authorization: Basic dXNlcjpwYXNzd29yZA==',
    lookAlike: 'basic subscription plan selected',
  },
  {
    found: 'webhook',
    name: 'webhooks of Slack',
    fragments: ['hooks.slack'],
    pattern: /(?<kept>hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/)(?!\[redacted:)[\w/+-]{20,200}/gi,
    example: `https://hooks.slack.com/services/T0000/B0000/${'q7K2zD9mX4'.repeat(2)}`,
    lookAlike: 'https://hooks.slack.com/services/',
  },
  {
    found: 'webhook',
    name: 'webhooks of Teams and Power Automate',
    fragments: ['webhook.office.com', 'outlook.office.com/webhook'],
    pattern:
      /(?<kept>(?:webhook\.office\.com\/webhookb2|outlook\.office\.com\/webhook)\/)(?!\[redacted:)[\w@/-]{30,400}/gi,
    example: `https://acme.webhook.office.com/webhookb2/${'9c2e4f7a1b8d3065'.repeat(2)}@x/IncomingWebhook/y`,
    lookAlike: 'https://acme.webhook.office.com/help',
  },
  {
    found: 'webhook',
    name: 'webhooks of Discord, Google Chat, Zapier, Make, IFTTT, Mattermost and others',
    fragments: [
      '/api/webhooks/',
      'chat.googleapis.com',
      'hooks.zapier.com',
      'maker.ifttt.com',
      'hook.eu',
      'hook.us',
      'hook.integromat',
      'discord.com',
      'discordapp.com',
      '/_webhooks/',
      '/incoming/webhook',
      'opsgenie.com',
      'hooks.',
    ],
    pattern:
      /(?<kept>discord(?:app)?\.com\/api(?:\/v\d{1,2})?\/webhooks\/\d{5,25}\/|hooks\.zapier\.com\/hooks\/catch\/\d{1,12}\/|maker\.ifttt\.com\/trigger\/[\w-]{1,80}\/(?:json\/)?with\/key\/|hook\.(?:eu\d|us\d|integromat)\.(?:make\.)?com\/|hooks\.[\w.-]{1,80}\/hooks\/)(?!\[redacted:)[\w/-]{5,200}/gi,
    example: `https://discord.com/api/webhooks/123456789012345678/${'q7K2zD9mX4'.repeat(6)}`,
    lookAlike: 'https://discord.com/api/webhooks/',
  },
  {
    found: 'webhook',
    name: 'webhooks of Lark, DingTalk, WeCom, Loggly, VictorOps, n8n, Rocket.Chat and of a path that says so',
    fragments: ['hook/', 'hooks/', '/webhook/send', '/inputs/', '/alert/'],
    pattern:
      /(?<kept>\/(?:web-?)?hooks?\/(?:[\w-]{1,24}\/){0,2}|\/webhook\/send\?key=|\/inputs\/|\/generic\/\d{1,10}\/alert\/)(?!\[redacted:)[\w-]{20,200}(?![\w-])/gi,
    accepts: (value) => isOpaque(value),
    example: `https://open.larksuite.com/open-apis/bot/v2/hook/${'9c2e4f7a1b8d3065'.repeat(2)}`,
    lookAlike: '/src/hooks/use-previous-value-of-2-things',
  },
  {
    found: 'api-token',
    name: 'bots of Telegram in an address, keys in the path of node providers',
    fragments: ['/bot', '.infura.io/', '.alchemy.com/'],
    pattern:
      /(?<kept>\/bot|\.infura\.io\/v3\/|\.alchemy\.com\/v2\/)(?!\[redacted:)(?:\d{5,16}:[\w-]{30,60}|[\w-]{32,64})(?![\w-])/g,
    example: `https://api.telegram.org/bot729481635:AA${'q7K2zD-m_4'.repeat(4).slice(0, 33)}/getMe`,
    lookAlike: '/bot/info',
  },
  {
    found: 'api-token',
    name: 'bots of Discord',
    fragments: [],
    trigger: 'dots',
    pattern: /(?<![\w.-])[MNO][A-Za-z0-9_-]{23,27}\.[\w-]{6}\.[\w-]{27,40}(?![\w.-])/g,
    example: `M${'q7K2zD9mX4'.repeat(3).slice(0, 23)}.q7K2zD.${'q7K2zD9mX4'.repeat(3).slice(0, 27)}`,
    lookAlike: 'Main.google.com',
  },
  {
    found: 'api-token',
    name: 'app tokens of Facebook',
    fragments: [],
    trigger: 'numbers',
    pattern: /(?<![\w|])\d{15,16}\|[\w-]{27,40}(?![\w-])/g,
    example: `729481635072948|${'q7K2zD9mX4'.repeat(3).slice(0, 27)}`,
    lookAlike: '12|34|56',
  },
  {
    found: 'api-token',
    name: 'bearer tokens of Twitter, keys of PagerDuty',
    fragments: ['aaaaaaaaaaaaaaaaaaaa', 'u+'],
    pattern:
      /(?<![\w%])A{20,24}[A-Za-z0-9%]{20,80}%3D[A-Za-z0-9]{30,80}|(?<![\w+])u\+(?=[\w-]{0,17}\d)[\w-]{18}(?![\w+-])/g,
    example: `${'A'.repeat(21)}MLhe${'q7K2zD9mX4'.repeat(3)}%3D${'q7K2zD9mX4'.repeat(5)}`,
    lookAlike: 'A'.repeat(120),
  },
  {
    found: 'api-token',
    name: 'codes and links that sign somebody in',
    fragments: [
      'code=',
      'verify/',
      'confirm/',
      'activate/',
      'reset/',
      'reset-password/',
      'magic/',
      'magic-link/',
      'invite/',
      'set-password/',
    ],
    pattern:
      /(?<kept>[?&]code=|\/(?:verify|confirm|activate|reset|reset-password|magic|magic-link|invite|set-password)\/)(?!\[redacted:)[\w.~%+-]{20,2048}={0,2}/g,
    accepts: (value) => isOpaque(value),
    example: `/oauth/callback?code=${'q7K2zD9mX4'.repeat(3)}&state=1`,
    lookAlike: '/verify/how-to-verify-your-mail-address-in-2-steps',
  },
  {
    found: 'aws-secret-key',
    name: 'secret keys and session tokens after their name on a command line',
    fragments: ['aws_secret_access_key ', 'aws_session_token '],
    pattern:
      /(?<kept>\baws_(?:secret_access_key|session_token) {1,3}["']?)(?!\[redacted:)[A-Za-z0-9/+]{40,2048}={0,2}/g,
    example: `aws configure set aws_secret_access_key ${'q7K2zD9mX4'.repeat(4)}`,
    lookAlike: 'aws configure get aws_secret_access_key',
  },
  ...passwordRules,
  {
    found: 'signature',
    name: 'signatures of signed addresses',
    fragments: ['sig=', 'signature=', 'hmac='],
    pattern:
      /(?<kept>[?&;\s](?:sig|signature|x-amz-signature|x-goog-signature|hmac)=)(?!\[redacted:)[\w%+/=.~-]{16,1024}/gi,
    accepts: looksLikeToken,
    example: `https://x.blob.core.windows.net/c?se=1&sig=${'q7K2zD9mX4'.repeat(4)}%3D`,
    lookAlike: '?sig=none',
  },
  {
    found: 'signature',
    name: 'signatures of webhooks after their version',
    fragments: ['v1,'],
    pattern: /(?<kept>(?<![\w])v1a?,)(?!\[redacted:)[A-Za-z0-9+/]{43,86}={1,2}/g,
    example: `webhook-signature: v1,${'q7K2zD9mX4'.repeat(5).slice(0, 43)}=`,
    lookAlike: 'supports v1,v2 and v3',
  },
  {
    found: 'session',
    name: 'session ids in a path',
    fragments: [';jsessionid', ';sid=', ';phpsessid', '(s('],
    pattern: /(?<kept>;(?:jsessionid|phpsessid|sid)=|\/\([sS]\()(?!\[redacted:)[\w.!-]{12,200}/gi,
    example: `/app/home;JSESSIONID=${'Q7K2ZD9MX4'.repeat(3)}`,
    lookAlike: '/app/home;v=1',
  },
  {
    found: 'session',
    name: 'cookies of WordPress',
    fragments: ['wordpress_'],
    pattern: /(?<kept>\bwordpress_(?:logged_in|sec)_[0-9a-f]{32}=)(?!\[redacted:)[^\s;,"'\\]{20,400}/g,
    example: `wordpress_logged_in_${'9c2e4f7a1b8d3065'.repeat(2)}=joe%7C1767225600%7C${'q7K2zD9mX4'.repeat(4)}`,
    lookAlike: 'wordpress_test_cookie=WP',
  },
];

/** Whether base 64 contains a user and a password. */
const isPairInBase64 = (value: string): boolean => {
  if (value.length % 4 === 1) return false;
  const text = Buffer.from(value, 'base64').toString('latin1');
  return /^[\x20-\x7e]{1,200}:[\x20-\x7e]{1,200}$/.test(text);
};
