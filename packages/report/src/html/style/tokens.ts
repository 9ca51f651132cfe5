/** Colours, sizes and distances: the only location where one is a literal. */
export const tokens = `
:root{
  color-scheme:light dark;
    --page:light-dark(#f5f5f1,#0f1316);
  --card:light-dark(#ffffff,#171c20);
  --sunk:light-dark(#efefea,#11161a);
  --hover:light-dark(#f3f4f0,#1c2227);
    --ink:light-dark(#171d22,#e9edef);
  --soft:light-dark(#535d65,#a7b1b8);
  --line:light-dark(#dddfd9,#2a3238);
  --line-strong:light-dark(#7c868e,#6b7780);
    --accent:light-dark(#0a6370,#6fccd8);
  --accent-tint:light-dark(#e2f0f1,#12292d);
  --focus:light-dark(#0a6370,#8be0ea);
    --critical-ink:light-dark(#8d0f3a,#ff94b2);
  --critical:light-dark(#9d0f42,#f5477f);
  --critical-tint:light-dark(#fbe8ee,#321320);
  --error-ink:light-dark(#a8321a,#ff9d82);
  --error:light-dark(#c8411f,#ee6b47);
  --error-tint:light-dark(#fdeee8,#301a13);
  --warning-ink:light-dark(#775200,#e9bc57);
  --warning:light-dark(#ad7700,#cb982e);
  --warning-tint:light-dark(#faf2dc,#292210);
  --info-ink:light-dark(#3b5871,#adc4d8);
  --info:light-dark(#71889c,#6c869d);
  --debug-ink:light-dark(#535d65,#a7b1b8);
  --debug:light-dark(#8b959c,#77838b);
  --good-ink:light-dark(#17663e,#76d3a0);
  --good:light-dark(#2a8556,#46a878);
    --sans:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",sans-serif;
  --mono:ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;
  --t-12:.75rem;--t-13:.8125rem;--t-14:.875rem;--t-16:1rem;--t-18:1.125rem;--t-22:1.375rem;--t-28:1.75rem;
    --s1:.25rem;--s2:.5rem;--s3:.75rem;--s4:1rem;--s5:1.25rem;--s6:1.5rem;--s8:2rem;--s12:3rem;
  --r1:.25rem;--r2:.375rem;--r3:.625rem;
}
:root:has(#theme-light:checked){color-scheme:light}
:root:has(#theme-dark:checked){color-scheme:dark}
@media print{:root,:root:has(#theme-dark:checked){color-scheme:light;--page:#fff}}
:root{--tap:2.75rem}
`;
