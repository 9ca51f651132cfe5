/** Charts: the waterline, rows of activity, sparklines and their legend. */
export const charts = `
.ch{display:block;width:100%}
.ch text{font:500 11px/1 var(--sans);fill:var(--soft);font-variant-numeric:tabular-nums;paint-order:stroke;stroke:var(--card);stroke-width:3px;stroke-linejoin:round}
.ch text.b{fill:var(--ink);font-weight:600}
.ch .grid{stroke:var(--line)}
.ch .base{stroke:var(--line-strong)}
.ch .vol{fill:var(--info);opacity:.55}
.f-critical{fill:var(--critical)}.f-error{fill:var(--error)}.f-warning{fill:var(--warning)}.f-info{fill:var(--info)}.f-debug{fill:var(--debug)}
.b-critical{fill:var(--critical)}.b-error{fill:var(--error)}.b-warning{fill:color-mix(in srgb,var(--warning) 34%,var(--card));stroke:var(--warning);stroke-width:1}.b-hatch{fill:url(#hatch)}.hatch{stroke:var(--card);stroke-width:1.2;fill:none}
.legend .bsw{width:12px;height:14px}
.k-critical{stroke:var(--critical)}.k-error{stroke:var(--error)}.k-warning{stroke:var(--warning)}.k-info{stroke:var(--info)}.k-accent{stroke:var(--accent)}.k-soft{stroke:var(--soft)}
.spark path{fill:none;stroke-width:2}
.spark .z{stroke:var(--line);stroke-width:1}
.legend{display:flex;flex-wrap:wrap;gap:.2rem var(--s4);font-size:var(--t-13);color:var(--soft)}
.legend span{display:inline-flex;align-items:center;gap:.4em}
.legend svg{width:.8rem;height:.8rem;color:var(--card)}
.legend .sq{width:.75rem;height:.75rem;border-radius:2px;background:var(--info);opacity:.55}
.tl{display:grid;grid-template-columns:minmax(9rem,17rem) minmax(0,1fr)}
.tl .lab{padding:.2rem var(--s3) .2rem 0;font-size:var(--t-13);line-height:1.4;min-width:0;border-top:1px solid var(--line);display:flex;gap:.45em;align-items:center}
.tl .lab svg{width:.95rem;height:.95rem;flex:none;fill:var(--c);color:var(--card)}
.tl .lab a{color:var(--ink);text-decoration:none;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;min-width:0}
.tl .lab a:hover{text-decoration:underline}
.tl .row{border-top:1px solid var(--line);position:relative}
.tl .head{border-top:0}
.tl .lab.head{align-items:flex-start;flex-direction:column;gap:.1rem;padding-top:0}
.tl .lab.head b{font-weight:600}
.figbox .inner{margin-top:var(--s2)}
.figbox .inner .tw{max-height:20rem;overflow:auto}
`;
