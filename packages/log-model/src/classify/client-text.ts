/** A request line, an address with its query, and a user agent: what whoever calls a service writes into its log. */
const clientText =
  /"(?:GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS|CONNECT|TRACE) [^"\n]{0,2000}"|\b(?:GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS) \/\S{0,2000}|\b[a-z][a-z0-9+.-]{1,12}:\/\/[^\s"'<>]{1,2000}|(?<=[\s"'=(])\/[^\s"'<>?]{0,500}\?[^\s"'<>]{1,2000}|"(?:user_?agent|http_user_agent|referr?er|query|query_string|uri|url|request_uri|path)"\s{0,4}:\s{0,4}"[^"\n]{0,2000}"|"Mozilla\/[^"\n]{0,600}"/gi;

/** Signs that all of them hold; nearly all texts hold none of them in these places. */
const mayHold = /[?"]|:\/\/| \//;

/** The text without what a client chose of it, so that nobody sets a record's severity from outside. */
export const withoutClientText = (text: string): string => (mayHold.test(text) ? text.replace(clientText, ' ') : text);
