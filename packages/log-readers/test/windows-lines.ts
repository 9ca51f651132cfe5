import type { Line } from './line.ts';

const json = (value: unknown): string => JSON.stringify(value);

/** Windows events by every way that ships them, Winlogbeat apart. */
// prettier-ignore
export const windowsLines: readonly Line[] = [
  {
    format: 'windows-xml',
    text: "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Security-Auditing' Guid='{5}'/><EventID>4625</EventID><Level>0</Level><Keywords>0x8010000000000000</Keywords><TimeCreated SystemTime='2023-06-01T10:00:00.123456700Z'/><Channel>Security</Channel><Computer>WIN1</Computer></System><EventData><Data Name='TargetUserName'>al&amp;ice</Data><Data Name='TargetDomainName'>CORP</Data><Data Name='IpAddress'>192.0.2.7</Data><Data Name='IpPort'>50000</Data><Data Name='ProcessId'>0x1f4</Data></EventData></Event>",
    dataset: 'ec2', time: '2023-06-01T10:00:00.123Z', level: '0', message: 'Microsoft-Windows-Security-Auditing event 4625 logon-failed',
    attributes: { 'user.name': 'al&ice', 'user.domain': 'CORP', 'source.ip': '192.0.2.7', 'source.port': 50000, 'event.outcome': 'failure', 'process.pid': 500, 'host.name': 'WIN1' },
  },
  {
    format: 'windows-xml',
    text: '<Event><System><Provider Name="Service Control Manager"/><EventID Qualifiers="49152">7031</EventID><Level>2</Level><TimeCreated SystemTime="2023-06-01T10:00:00Z"/></System><RenderingInfo Culture="en-US"><Message>The service stopped &quot;unexpectedly&#34;.</Message></RenderingInfo></Event>',
    dataset: 'ec2', level: '2', message: 'The service stopped "unexpectedly".', attributes: { 'event.code': '7031', 'event.provider': 'Service Control Manager' },
  },
  {
    format: 'windows-text', text: '[System] [ERROR] [7031] [Service Control Manager] [WIN1.example.com] [The service stopped [twice].]',
    dataset: 'ec2', level: 'ERROR', message: 'The service stopped [twice].', attributes: { 'event.code': '7031', 'winlog.channel': 'System', 'host.name': 'WIN1.example.com' },
  },
  {
    format: 'windows-json',
    text: json({ Event: { System: { Provider: { '@Name': 'Microsoft-Windows-Security-Auditing' }, EventID: { '#text': '4624' }, TimeCreated: { '@SystemTime': '2023-06-01T10:00:00Z' }, Computer: 'WIN1' }, EventData: { Data: [{ '@Name': 'TargetUserName', '#text': 'alice' }] } } }),
    dataset: 'ec2', time: '2023-06-01T10:00:00.000Z', message: 'Microsoft-Windows-Security-Auditing event 4624 logged-in', attributes: { 'user.name': 'alice', 'event.action': 'logged-in' },
  },
  {
    format: 'windows-json', text: json({ Id: 7031, ProviderName: 'Service Control Manager', TimeCreated: '/Date(1685613600000)/', LevelDisplayName: 'Error', MachineName: 'WIN1', LogName: 'System', Message: 'The service stopped.' }),
    dataset: 'ec2', time: '2023-06-01T10:00:00.000Z', level: 'Error', message: 'The service stopped.', attributes: { 'event.code': '7031', 'winlog.channel': 'System' },
  },
  {
    format: 'windows-json', text: json({ EventTime: '2023-06-01 10:00:00', Hostname: 'WIN1', EventType: 'AUDIT_FAILURE', Severity: 'ERROR', EventID: 4625, SourceName: 'Microsoft-Windows-Security-Auditing', Message: 'An account failed to log on.', TargetUserName: 'alice', IpAddress: '192.0.2.7' }),
    dataset: 'ec2', time: '2023-06-01T10:00:00.000Z', level: 'ERROR', message: 'An account failed to log on.', attributes: { 'event.outcome': 'failure', 'user.name': 'alice', 'source.ip': '192.0.2.7' },
  },
];
