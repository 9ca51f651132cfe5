/**
 * The page's only style sheet. The page's policy allows it by its hash alone, so a changed character here needs the
 * hash below changed with it; a test compares them.
 */
export const style = `
:root{color-scheme:light dark;--page:#f7f7f5;--card:#fff;--ink:#1f2428;--soft:#59636e;--line:#e0e2e4;--accent:#2f6690;
--events:#8fb3cf;--errors:#c2453b;--critical:#8f1d14;--error:#b3392f;--warning:#8a5a00;--info:#2f6690;--calm:#59636e;--tint:#eef2f5}
@media (prefers-color-scheme:dark){:root{--page:#14171a;--card:#1c2024;--ink:#e6e8ea;--soft:#a4adb6;--line:#333a41;--accent:#8fc1e3;
--events:#4f7899;--errors:#e5726a;--critical:#ff9c92;--error:#f0857c;--warning:#e3b458;--info:#8fc1e3;--calm:#a4adb6;--tint:#242a30}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
main,header,footer{max-width:68rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:3rem}
h1{font-size:1.9rem;line-height:1.2;font-weight:650;margin:0;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{font-size:1.2rem;font-weight:650;margin:2.75rem 0 .75rem}
h3{font-size:1rem;font-weight:650;margin:0}
p{margin:.5rem 0;max-width:46rem}
.period,.note,figcaption,caption{color:var(--soft)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem;margin:1.75rem 0 0;padding:0}
.tiles div{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.85rem 1rem}
.tiles dt{color:var(--soft);font-size:.85rem}
.tiles dd{margin:0;font-size:1.5rem;font-weight:600;font-variant-numeric:tabular-nums}
.tiles .alarm dd{color:var(--error)}
.card{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.25rem;overflow-x:auto}
figure{margin:0}
svg{display:block;width:100%;height:auto}
.grid{stroke:var(--line);stroke-width:1}
.tick{fill:var(--soft);font-size:12px}
.panel{fill:var(--ink);font-size:13px;font-weight:600}
.bar-events{fill:var(--events)}
.bar-errors{fill:var(--errors)}
.mark{fill:var(--calm)}
.mark-critical{fill:var(--critical)}
.mark-error{fill:var(--error)}
.mark-warning{fill:var(--warning)}
table{border-collapse:collapse;width:100%;font-size:.92rem}
caption{text-align:left;padding-bottom:.5rem;font-size:.85rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-top:1px solid var(--line)}
thead th{border-top:0;color:var(--soft);font-weight:600;font-size:.82rem}
tbody th{font-weight:600}
.figure{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.zero{color:var(--soft)}
.finding{background:var(--card);border:1px solid var(--line);border-left-width:.3rem;border-radius:.6rem;padding:1rem 1.25rem;margin:0 0 .75rem;break-inside:avoid}
.finding.critical{border-left-color:var(--critical)}
.finding.error{border-left-color:var(--error)}
.finding.warning{border-left-color:var(--warning)}
.finding.info{border-left-color:var(--info)}
.finding ul{margin:.6rem 0;padding-left:1.1rem;overflow-wrap:anywhere}
.finding dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.4rem 1.25rem;margin:.75rem 0 0;font-size:.88rem}
.finding dt{color:var(--soft)}
.finding dd{margin:0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
.headline{display:flex;gap:.75rem;align-items:baseline;flex-wrap:wrap}
.badge{font-size:.72rem;font-weight:700;letter-spacing:.05em;border:1px solid currentColor;border-radius:1rem;padding:.08rem .6rem;white-space:nowrap;color:var(--calm)}
.badge.critical{color:var(--critical)}
.badge.error{color:var(--error)}
.badge.warning{color:var(--warning)}
.badge.info{color:var(--info)}
.good{color:var(--info);font-weight:600}
.bad{color:var(--error);font-weight:600}
code{font:.86em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
summary{cursor:pointer;color:var(--accent);font-size:.88rem;margin-top:.5rem}
footer{color:var(--soft);font-size:.85rem;padding-top:2.5rem;padding-bottom:3rem}
@media print{body{background:#fff;font-size:11pt}main,header,footer{max-width:none;padding-left:0;padding-right:0}.card,.finding,.tiles div{border-color:#bbb}
h2{break-after:avoid}tr{break-inside:avoid}}
`;

/** SHA-256 of `style` in base64. */
export const styleHash = '8epZKbnRaDQB9rzv/FXXzCNN0ZAqgoZ4DtYsJKZ4qyQ=';
