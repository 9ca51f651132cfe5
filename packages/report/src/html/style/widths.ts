/** What changes on a phone, on a narrow screen and on paper. */
export const widths = `
@media (min-width:1180px){
  .report .cols{grid-template-columns:13.5rem minmax(0,1fr)}
  .report nav.toc{position:sticky;top:var(--s4);align-self:start;max-height:calc(100vh - 2rem);overflow:auto;padding-top:var(--s6)}
  .report nav.toc .sub a{padding-left:1rem}
}
@media screen and (max-width:1179px){
  .report nav.toc{position:sticky;top:0;z-index:5;background:var(--page);border-bottom:1px solid var(--line);margin:0 calc(-1*var(--s5));padding:.3rem var(--s5);overflow-x:auto;scrollbar-width:none}
  .report nav.toc ul{display:flex;gap:.25rem}
  .report nav.toc .sub{display:none}
  .report nav.toc a{white-space:nowrap;border:1px solid var(--line);border-radius:99px;padding:.3rem .7rem;background:var(--card)}
}
@media screen and (max-width:719px){
  body.report{font-size:var(--t-16)}
  .report .wrap{padding:0 var(--s4) var(--s12)}
  .report nav.toc{margin:0 calc(-1*var(--s4));padding:.3rem var(--s4)}
  .report .top .end{display:none}
  .report .top{padding:var(--s3) 0 var(--s2)}
  .report .verdict{padding:var(--s4);margin-top:var(--s3)}
  .report .verdict .do{grid-template-columns:1fr}
  .glance a{padding:.6rem var(--s3);grid-template-columns:1.25rem minmax(0,1fr)}
  .glance .x{grid-column:2;grid-row:auto;text-align:left}
  .glance .x br{display:none}
  .fi>header,.fi .why,.fi .facts,.fi .part,.fi .foot2{padding-left:var(--s4);padding-right:var(--s4)}
  .facts,.facts:not(:has(>:nth-child(5))){grid-template-columns:1fr 1fr}
  .facts .wide{grid-column:1/-1}
  .figbox{padding:var(--s3)}
  .report section>h2{margin-top:var(--s8)}
  .report section>h2 small{display:block;margin:.1rem 0 0}
}
@media print{
  @page{margin:14mm 13mm}
  body.report{font-size:9.5pt}
  .report .cols{display:block}
  .report nav.toc,.filters{display:none}
  .report .wrap{max-width:none;padding:0}
  .report h1{font-size:17pt}
  .report section>h2{font-size:13pt;margin-top:8mm;break-after:avoid}
  .glance li,.kd,.part,.fi .facts{break-inside:avoid}
  .report .verdict{margin-top:3mm;padding:4mm}
  .figbox{padding:3mm}
  .fi h3{font-size:11.5pt}
  .fi{overflow:visible}
  .fi .foot2 details,.figbox .inner{display:none}
  .fold>summary{display:none}
  .fold::details-content,.restof::details-content{content-visibility:visible;display:block;block-size:auto}
  .noprint{display:none!important}
  .kind{grid-template-columns:1.2rem minmax(0,1fr) 5rem 5.5rem 2.6rem 5.2rem;font-size:8pt}
  .kind .k svg{width:84px}
  .fi>header{break-after:avoid}
}
@media screen and (max-width:719px){
  .dated .ln{grid-template-columns:auto 1fr}
  .kind{grid-template-columns:1.2rem minmax(0,1fr) auto;grid-template-areas:"s m n" ". f f" ". x x";padding-block:.6rem}
  .kind .k{grid-area:x;justify-self:start}.kind .w{grid-area:x;justify-self:end;align-self:center}
  .kind .k svg{width:84px}
  .kind .w{text-align:right}
  .kindhead{display:none}
  details.kd>.in{padding-left:var(--s4)}
  .ln{grid-template-columns:auto 1fr;padding:.3rem var(--s3)}
  .ln .tx{grid-column:1/-1}
  .ln .no{text-align:left}
  .ln time{text-align:right}
  .ln:not(:has(time))>.no{display:none}
  .ln:not(:has(time)){padding-block:0}
  .t th,.t td{padding-inline:var(--s2)}
  .tl{grid-template-columns:minmax(0,1fr)}
  .tl .lab{padding:.35rem 0 0}
  .tl .lab a{white-space:normal}
  .tl .row{border-top:0}
  .ch .opt{display:none}
}
@media print{
  body{font-size:9.5pt;background:#fff}
  .lines,.note,.figbox{break-inside:avoid}
  .t th,.t td{overflow-wrap:normal;padding:.25rem .4rem;font-size:8.5pt}
  .tw{overflow:visible}
  *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
  .kd>summary::after{display:none!important}
  .kind{break-inside:avoid}
  a{color:inherit;text-decoration:none}
}
@media print,(min-width:720px) and (max-width:1179px){.tl{grid-template-columns:minmax(8rem,12rem) minmax(0,1fr)}}
@media screen and (max-width:719px){.only-d{display:none!important}}
`;
