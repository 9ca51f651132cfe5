/** Parts of the page: severity, facts, lines, rows, tables. */
export const parts = `
.sev{display:inline-flex;align-items:center;gap:.4em;font-weight:650;font-size:var(--t-13);line-height:1.25;white-space:nowrap}
.sev svg{width:1.05em;height:1.05em;flex:none}
.critical{--c:var(--critical);--ci:var(--critical-ink);--ct:var(--critical-tint)}
.error{--c:var(--error);--ci:var(--error-ink);--ct:var(--error-tint)}
.warning{--c:var(--warning);--ci:var(--warning-ink);--ct:var(--warning-tint)}
.info{--c:var(--info);--ci:var(--info-ink);--ct:var(--info-tint)}
.debug{--c:var(--debug);--ci:var(--debug-ink);--ct:var(--sunk)}
.good{--c:var(--good);--ci:var(--good-ink)}
.sev{color:var(--ci)}
.sev svg{fill:var(--c);color:var(--card)}
.tag{display:inline-flex;align-items:center;gap:.35em;border:1px solid var(--line);border-radius:99px;padding:0 .55em;font-size:var(--t-12);line-height:1.55;color:var(--soft);white-space:nowrap;background:var(--card)}
.tag.fill{background:var(--ct,var(--sunk));border-color:transparent;color:var(--ci,var(--ink));font-weight:600}
.ph{font-style:normal;font-family:var(--mono);font-size:.86em;color:var(--accent);background:var(--accent-tint);border-radius:var(--r1);padding:.05em .3em;white-space:nowrap}
.msg,.tx{unicode-bidi:isolate}
.msg{font-family:var(--mono);font-weight:inherit;font-size:.93em;letter-spacing:0}
.seg{display:inline-flex;border:1px solid var(--line-strong);border-radius:var(--r2);overflow:hidden;background:var(--card)}
.seg>*{padding:.3rem .7rem;font-size:var(--t-13);font-weight:600;color:var(--soft);text-decoration:none;border-left:1px solid var(--line);white-space:nowrap;cursor:pointer;min-height:2rem;display:inline-flex;align-items:center;gap:.4em}
.seg>*:first-child{border-left:0}
.card{background:var(--card);border:1px solid var(--line);border-radius:var(--r3)}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(13.5rem,1fr));gap:var(--s3) var(--s5)}
.facts:not(:has(>:nth-child(5))){grid-template-columns:repeat(auto-fit,minmax(10.5rem,1fr))}
.facts dt{font-size:var(--t-12);color:var(--soft);font-weight:600;line-height:1.4}
.facts dd{font-size:var(--t-14);line-height:1.4}
.facts dd small{display:block;color:var(--soft);font-size:var(--t-13)}
.lines{background:var(--sunk);border:1px solid var(--line);border-radius:var(--r2);font:400 var(--t-13)/1.5 var(--mono);font-variant-ligatures:none;overflow:hidden}
.ln{display:grid;grid-template-columns:minmax(3.2rem,auto) 5.2rem 1fr;gap:0 var(--s3);padding:.16rem var(--s3);border-left:3px solid transparent;align-items:start}
.ln>*{min-width:0}
.dated .ln{grid-template-columns:minmax(3.2rem,auto) 7.6rem 1fr}
.ln .no{color:var(--soft);text-align:right;font-size:var(--t-12);line-height:1.625;user-select:none}
.ln time{color:var(--soft);font-size:var(--t-12);line-height:1.625}
.ln .tx{white-space:pre-wrap;overflow-wrap:anywhere}
.ln.hit{border-left-color:var(--c,var(--error));background:color-mix(in srgb,var(--ct,var(--error-tint)) 65%,transparent)}
.lines .file{display:flex;flex-wrap:wrap;gap:0 var(--s3);align-items:center;justify-content:space-between;padding:.3rem var(--s3);border-bottom:1px solid var(--line);color:var(--soft);font-size:var(--t-12);background:var(--card)}
.lines .file b{color:var(--ink);font-weight:600}
.lines .gap{padding:.1rem var(--s3);color:var(--soft);font-size:var(--t-12);border-block:1px dashed var(--line);font-family:var(--sans)}
.cmd{display:block;background:var(--sunk);border:1px solid var(--line);border-radius:var(--r2);padding:.35rem .6rem;font:400 var(--t-13)/1.5 var(--mono);font-variant-ligatures:none;user-select:all;-webkit-user-select:all;white-space:pre-wrap;overflow-wrap:anywhere}
.hid{color:var(--soft);border:1px dashed var(--line-strong);border-radius:var(--r1);padding:0 .25em;font-size:.92em}
.tw{overflow-x:auto}
table.t{border-collapse:collapse;width:100%;font-size:var(--t-14)}
.t caption{text-align:left;color:var(--soft);font-size:var(--t-13);padding:0 0 var(--s2)}
.t th,.t td{text-align:left;vertical-align:top;padding:.5rem var(--s3);border-top:1px solid var(--line)}
.t thead th{border-top:0;font-size:var(--t-12);font-weight:600;color:var(--soft);white-space:nowrap;padding-block:.45rem}
.t tbody th{font-weight:500}
.t .num{text-align:right}
.t tbody tr:hover{background:var(--hover)}
.t .zero{color:var(--soft)}
.kinds{display:grid}
.kind{display:grid;grid-template-columns:1.2rem minmax(0,1fr) 9rem 7rem 3.6rem 9.2rem;grid-template-areas:"s m f k n w";gap:.1rem var(--s3);align-items:start;padding:.45rem var(--s4);border-top:1px solid var(--line);font-size:var(--t-13);line-height:1.5}
.kind .s{grid-area:s;padding-top:.15rem}.kind .s svg{width:1rem;height:1rem;fill:var(--c);color:var(--card)}
.kind .m{grid-area:m;min-width:0}
.kind .m .msg{font-size:var(--t-13);line-height:1.5}
.kind .f{grid-area:f;font-size:var(--t-12);line-height:1.65;color:var(--soft);min-width:0}
.kind .k{grid-area:k}.kind .n{grid-area:n;text-align:right;font-weight:650;font-size:var(--t-14);line-height:1.4}.kind .n small{display:block;font-weight:400;color:var(--soft);font-size:var(--t-12)}
.kind .w{grid-area:w;font-size:var(--t-12);color:var(--soft);line-height:1.65}
details.kd>summary{list-style:none}
details.kd>summary::-webkit-details-marker{display:none}
details.kd>summary:hover{background:var(--hover)}
details.kd>summary{position:relative}
details.kd>summary::after{content:"";position:absolute;right:.55rem;top:.95rem;width:.38rem;height:.38rem;border:solid var(--line-strong);border-width:0 1.5px 1.5px 0;transform:rotate(-45deg)}
details.kd[open]>summary::after{transform:rotate(45deg)}
details.kd[open]>summary{background:var(--hover)}
details.kd>summary.kind,.kindhead{padding-right:1.7rem}
details.kd>.in{padding:0 var(--s4) var(--s4) calc(1.3rem + var(--s4) + var(--s3))}
.kindhead{color:var(--soft);font-size:var(--t-12);font-weight:600;padding-block:.4rem}
.note{border:1px solid var(--line);border-left:3px solid var(--info);background:var(--card);border-radius:var(--r2);padding:var(--s3) var(--s4);font-size:var(--t-14)}
.note.warning{border-left-color:var(--warning)}.note.error{border-left-color:var(--error)}.note.good{border-left-color:var(--good)}
.act{font-size:var(--t-13);color:var(--soft)}
.act i{display:inline-block;width:.62em;height:.62em;border-radius:50%;border:2px solid currentColor;margin:0 .5em 0 .1em}
.act.on{color:var(--ci,var(--error-ink));font-weight:650}
.act.on i{background:currentColor;border-color:currentColor;box-shadow:0 0 0 3px color-mix(in srgb,currentColor 22%,transparent)}
.seg label:has(:checked){background:var(--accent-tint);color:var(--ink)}
.seg label:has(:focus-visible){outline:2px solid var(--focus);outline-offset:-2px}
.seg label{position:relative}
.kindhead .n,.kindhead .f,.kindhead .w{font-size:var(--t-12);font-weight:600;line-height:1.5}
.says{display:grid;gap:.3rem;font-size:var(--t-14)}
.says li{padding-left:1rem;position:relative}
.says li::before{content:"";position:absolute;left:.15rem;top:.6em;width:.35rem;height:.35rem;border-radius:50%;background:var(--line-strong)}
.card.pad{padding:var(--s4)}
.card.pad .says,.says.pad{padding:var(--s4)}
.good{font-weight:600}.good,.bad{color:var(--ci)}
.bad{--ci:var(--error-ink);font-weight:600}
.more{margin-top:var(--s3);font-size:var(--t-14);color:var(--soft)}
.more .cmd,.next .cmd{margin-top:.25rem;color:var(--ink)}
.inner>summary{color:var(--accent);font-size:var(--t-13);font-weight:600;padding:.35rem 0}
.inner[open]>summary{margin-bottom:.25rem}
`;
