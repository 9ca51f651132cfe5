/** What every element looks like before it is a part of anything. */
export const base = `
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:4.5rem}
body{margin:0;background:var(--page);color:var(--ink);font:400 var(--t-14)/1.5 var(--sans);font-variant-numeric:tabular-nums;-webkit-font-smoothing:antialiased;overflow-wrap:anywhere}
h1,h2,h3,h4,p,ul,ol,dl,dd,figure,table,fieldset{margin:0;padding:0}
h1,h2,h3,h4{font-weight:650;line-height:1.25;letter-spacing:-.012em;text-wrap:balance}
ul,ol{list-style:none}
a{color:var(--accent);text-decoration-line:underline;text-decoration-thickness:1px;text-underline-offset:.18em;text-decoration-color:color-mix(in srgb,currentColor 45%,transparent)}
a:hover{text-decoration-color:currentColor}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:var(--r1)}
code,pre,.mono{font-family:var(--mono);font-size:.93em;font-variant-ligatures:none}
summary{cursor:pointer}
fieldset{border:0;min-width:0}
svg{display:block;overflow:visible}
time{white-space:nowrap}
.vh{position:absolute!important;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.soft{color:var(--soft)}
.small{font-size:var(--t-13)}
.num{text-align:right;white-space:nowrap}
.nowrap{white-space:nowrap}
.defs{position:absolute;width:0;height:0}
.skip{position:absolute;left:-99rem}
.skip:focus{left:var(--s4);top:var(--s2);z-index:99;background:var(--card);padding:var(--s2) var(--s4)}
@media (prefers-reduced-motion:reduce){*,*::before,*::after{animation:none!important;transition:none!important;scroll-behavior:auto!important}}
`;
