/** The report: a document of one column, with a table of contents beside it. */
export const report = `
body.report{font-size:var(--t-16);line-height:1.55}
.report .wrap{max-width:76rem;margin:0 auto;padding:0 var(--s5) var(--s12)}
.report .top{display:flex;align-items:center;gap:var(--s2) var(--s3);flex-wrap:wrap;padding:var(--s4) 0 var(--s3);font-size:var(--t-13);color:var(--soft);border-bottom:1px solid var(--line)}
.report .top .brand{display:inline-flex;gap:.4em;align-items:center;font-weight:700;color:var(--ink);font-size:var(--t-14)}
.report .top .brand svg{width:1.25rem;height:1.25rem;fill:var(--accent)}
.report .top .end{margin-left:auto;display:flex;gap:var(--s3);align-items:center}
.report .cols{display:grid;grid-template-columns:minmax(0,1fr);gap:0 var(--s12)}
.report nav.toc{font-size:var(--t-13);line-height:1.35}
.report nav.toc a{color:var(--soft);text-decoration:none;display:flex;gap:.45em;align-items:flex-start;padding:.28rem .5rem;border-radius:var(--r2)}
.report nav.toc a:hover{background:var(--hover);color:var(--ink)}
.report nav.toc svg{width:.85rem;height:.85rem;flex:none;fill:var(--c);color:var(--page);margin-top:.15em}
.report nav.toc b{color:var(--ink);font-weight:600}
.report .verdict{margin:var(--s5) 0 0;padding:var(--s5) var(--s5) var(--s4);border:1px solid color-mix(in srgb,var(--c) 45%,var(--line));border-top:4px solid var(--c);border-radius:var(--r3);background:color-mix(in srgb,var(--ct) 55%,var(--card))}
.report .verdict .facts{margin-top:var(--s4)}
.report .verdict .do{display:grid;grid-template-columns:auto minmax(0,1fr);gap:var(--s2) var(--s3);align-items:center;max-width:none;color:var(--ink);font-size:var(--t-14);font-weight:600}
.report .verdict .do .cmd{font-weight:400;background:var(--card)}
.report .verdict .go{font-size:var(--t-14);margin-top:var(--s2)}
.report h2.over{font-size:var(--t-16);margin:var(--s5) 0 var(--s2)}
.report .rest{margin-top:var(--s3);font-size:var(--t-14);color:var(--soft)}
.report .rest b{color:var(--ink);font-weight:600}
.report .verdict .state{display:flex;gap:var(--s3);align-items:center;flex-wrap:wrap;margin-bottom:var(--s2)}
.report h1{font-size:clamp(1.4rem,1.05rem + 1.5vw,1.95rem);line-height:1.22;max-width:46rem}
.report .verdict p{margin-top:var(--s3);max-width:46rem}
.report h1 small{display:block;font-size:var(--t-16);font-weight:600;letter-spacing:0;margin-bottom:.2rem;color:var(--soft)}
.report section>h2{font-size:var(--t-22);margin:var(--s12) 0 var(--s2)}
.report section>h2 small{font-size:var(--t-14);font-weight:400;color:var(--soft);letter-spacing:0;margin-left:.4em}
.report section>.lead{color:var(--soft);max-width:46rem;margin-bottom:var(--s4);font-size:var(--t-14)}
.glance{border:1px solid var(--line);border-radius:var(--r3);background:var(--card);overflow:hidden}
.glance li{border-top:1px solid var(--line)}
.glance li:first-child{border-top:0}
.glance a{display:grid;grid-template-columns:1.35rem minmax(0,1fr) auto;gap:.1rem var(--s3);padding:.6rem var(--s4);color:inherit;text-decoration:none;align-items:start}
.glance a:hover{background:var(--hover)}
.glance a>svg{width:1.1rem;height:1.1rem;fill:var(--c);color:var(--card);margin-top:.2rem}
.glance .h{font-weight:600;font-size:var(--t-14);line-height:1.45}
.glance .o{font-size:var(--t-13);color:var(--soft);grid-column:2}
.glance .x{grid-column:3;grid-row:1/3;text-align:right;font-size:var(--t-13);color:var(--soft);white-space:nowrap;line-height:1.5}
.glance .x b{color:var(--ink);font-weight:600}
.glance li.now{background:color-mix(in srgb,var(--ct) 55%,var(--card))}
.glance li.now .x b{color:var(--ci)}
.figbox{border:1px solid var(--line);border-radius:var(--r3);background:var(--card);padding:var(--s4)}
.figbox .legend{margin-top:var(--s3)}
.fi{background:var(--card);border:1px solid var(--line);border-radius:var(--r3);margin-bottom:var(--s5);overflow:clip}
.fi>header{padding:var(--s4) var(--s5) 0;border-top:3px solid var(--c)}
.fi>header .state{display:flex;flex-wrap:wrap;gap:.2rem var(--s4);align-items:center;margin-bottom:.35rem}
.fi>header .state .id{margin-left:auto;font-size:var(--t-12);color:var(--soft)}
.fi h3{font-size:var(--t-18);line-height:1.35}
.fi .why{padding:.4rem var(--s5) 0;font-size:var(--t-14);color:var(--soft);max-width:52rem}
.fi .why b{color:var(--ink);font-weight:600}
.fi .part h4{font-size:var(--t-13);color:var(--soft);font-weight:600;margin-bottom:.4rem;letter-spacing:0}
.fi .foot2{padding:var(--s2) var(--s5);border-top:1px solid var(--line);font-size:var(--t-13);color:var(--soft);display:flex;flex-wrap:wrap;gap:.1rem var(--s5)}
.fi .foot2 details{flex-basis:100%}
.fi .facts{padding:var(--s4) var(--s5)}
.fi .part{padding:0 var(--s5) var(--s4)}
.filters{display:flex;flex-wrap:wrap;gap:var(--s2);margin-bottom:var(--s3);align-items:center;font-size:var(--t-13)}
.filters label{display:inline-flex;align-items:center;gap:.4em;border:1px solid var(--line-strong);border-radius:99px;padding:.25rem .8rem;min-height:2rem;cursor:pointer;font-weight:600;color:var(--soft);background:var(--card)}
.filters label:has(:checked){border-color:var(--accent);background:var(--accent-tint);color:var(--ink)}
.filters label:has(:focus-visible){outline:2px solid var(--focus);outline-offset:2px}
.report .t{font-size:var(--t-14)}
.report .foot{margin-top:var(--s12);padding-top:var(--s4);border-top:1px solid var(--line);font-size:var(--t-13);color:var(--soft)}

.report .verdict.quiet{background:var(--card);border:1px solid var(--line);border-top:4px solid var(--line-strong)}
.report .verdict .lead2{font-size:var(--t-14);color:var(--soft);max-width:50rem}
.report .verdict .lead2 b,.report .verdict .lead2 .msg{color:var(--ink)}
.glance .on{color:var(--ci);font-weight:600;white-space:nowrap}
.glance .on::before{content:"";display:inline-block;width:.5em;height:.5em;border-radius:50%;background:currentColor;margin:0 .4em 0 .5em}
.ft{scroll-margin-top:11rem}
.fi{scroll-margin-top:4rem}
.fi:has(.ft:target),.kd:has(>.in:target){outline:2px solid var(--focus);outline-offset:3px}
.kd>.in{scroll-margin-top:8rem}
.fold>summary{padding:.6rem var(--s5);margin-top:var(--s3);border-top:1px solid var(--line);color:var(--accent);font-weight:600;font-size:var(--t-14)}
.fold>summary:hover,.restof>summary:hover{background:var(--hover)}
.fold>summary:focus-visible,.kd>summary:focus-visible,.restof>summary:focus-visible{outline-offset:-2px}
.fi .id{color:var(--soft);text-decoration:none}
.fi .id:hover{text-decoration:underline}
.fi .next p+p{margin-top:var(--s2)}
.fi .next p{font-size:var(--t-14)}
.fi .foot2 p{flex-basis:100%;padding:.2rem 0;max-width:54rem}
.filters label{position:relative}
.filters input{appearance:none;position:absolute;inset:0;margin:0;border-radius:99px;cursor:pointer;outline-offset:2px}
.inset{border:1px solid var(--line);border-radius:var(--r2);overflow:hidden}
@media screen and (min-width:720px){.inset .kind{padding-inline:var(--s3);grid-template-columns:1.2rem minmax(0,1fr) 8rem 7rem 3.4rem 9rem}}
.kinds.list>.kd:first-of-type,.inset>.kind:first-child{border-top:0}
.kd+.kd>.kind,.kindhead+.kd>.kind{border-top:1px solid var(--line)}
div.kd>.kind{padding-right:1.7rem}
.in>*+*{margin-top:var(--s3)}
.in>:first-child{margin-top:var(--s2)}
.in h3{font-size:var(--t-13);color:var(--soft);font-weight:600;margin-bottom:.4rem;letter-spacing:0}
.restof>summary{padding:.6rem var(--s4);border-top:1px solid var(--line);color:var(--accent);font-weight:600;font-size:var(--t-14)}
section>.card+.card{margin-top:var(--s4)}
.words{max-width:50rem;font-size:var(--t-14)}
.words p+p{margin-top:var(--s2)}
@media screen and (min-width:720px){.t .num{width:6.4rem}}
main>.note{margin-top:var(--s5)}
@media screen{
body:has(#k-error:checked) .kinds.list>.kd:not(.error,.critical,:has(>.in:target)){display:none}
body:has(#k-warning:checked) .kinds.list>.kd:not(.warning,:has(>.in:target)){display:none}
body:has(#k-new:checked) .kinds.list>.kd:not(.isnew,:has(>.in:target)){display:none}
}
`;
