/** Paper first: one page of A4 for the charts, the tables on the next. Colour only means workload, and is never alone. */
export const briefStyle = `
:root{color-scheme:light dark;--page:light-dark(#fff,#121316);--ink:light-dark(#1b1a17,#f1efea);--ink-2:light-dark(#54504a,#b9b6af);--line:light-dark(#e6e2db,#2b2e34);--band:light-dark(#f5f2ec,#191b1f);--edge:light-dark(#8c867c,#757a85);--cloud:light-dark(#1f4fd8,#5e8bff);--cloud-area:light-dark(#4069db,#2f4c9c);--under:light-dark(#dfe6f8,#1d2740);--on-prem:light-dark(#dec594,#4a3b22);--on-cloud:#fff}
*{box-sizing:border-box}
body{background:var(--page);color:var(--ink);font:14px/21px -apple-system,BlinkMacSystemFont,'Segoe UI','Apple SD Gothic Neo','Noto Sans KR','Malgun Gothic',system-ui,sans-serif;font-variant-numeric:tabular-nums;margin:0 auto;max-width:768px;padding:24px;overflow-wrap:break-word}
header,.head{align-items:baseline;display:flex;flex-wrap:wrap;gap:4px 24px;justify-content:space-between}
h1{font-size:14px;font-weight:650;margin:0}
h2{font-size:17px;font-weight:650;line-height:24px;margin:0 0 8px}
p{margin:0}
.second,caption{color:var(--ink-2);font-size:13px;line-height:19px}
.head{align-items:stretch;gap:16px 32px;margin-block:20px 24px}
.head>*{flex:1 1 280px;min-width:0}
.multiple{align-items:baseline;column-gap:12px;display:flex;flex-wrap:wrap;font-size:68px;font-weight:760;letter-spacing:-.03em;line-height:72px}
.growth{color:var(--ink-2);font-size:24px;font-weight:650;letter-spacing:0;line-height:32px;white-space:nowrap}
.state{border-inline-start:1px solid var(--line);font-size:16px;line-height:25px;padding-inline-start:24px}
section{border-block-start:1px solid var(--line);margin-block-start:20px;min-width:0;padding-block-start:12px;position:relative}
section::before{background:var(--ink);block-size:2px;content:'';print-color-adjust:exact;inline-size:32px;inset-block-start:-1px;inset-inline-start:0;position:absolute}
.stories{columns:26em 2;column-gap:32px;list-style:none;margin:0;padding:0}.stories li{break-inside:avoid;padding-block:2px}
.pair{display:grid;gap:0 32px;grid-template-columns:repeat(auto-fit,minmax(280px,1fr))}
svg{display:block;height:auto;overflow:visible;width:100%}
svg text{fill:var(--ink-2);font-size:11px}
svg .strong,svg .large{fill:var(--ink);font-weight:650}
svg .large{font-size:23px}
svg .moved{fill:var(--cloud);font-weight:650}
svg .on-ink{fill:var(--page);font-weight:650}
svg .on-cloud{fill:var(--on-cloud);font-size:12px;font-weight:650}
svg .halo{paint-order:stroke;stroke:var(--page);stroke-linejoin:round;stroke-width:3px}
path,circle{fill:none;stroke-width:1}
.band{fill:var(--band)}
.thin{stroke:var(--line)}
.over{stroke-opacity:.5}
.rung{stroke:var(--edge)}
.axis,.past{stroke:var(--ink)}
.span{stroke:var(--ink-2);stroke-width:3}
.note{fill:var(--ink)}
.ahead{stroke:var(--ink-2);stroke-dasharray:2 3}
.now{stroke:var(--ink);stroke-width:1.5}
.curve{stroke:var(--cloud);stroke-width:2}
.under{fill:var(--under)}
.ring{fill:var(--page);stroke:var(--cloud);stroke-width:2}
.lost *{fill:var(--page);stroke:var(--ink);stroke-width:1.5}
.cone{fill:var(--cloud);fill-opacity:.16}
.middle,.most{stroke:var(--cloud);stroke-dasharray:5 4;stroke-width:1.5}
.most{stroke-dasharray:1.5 3}
.point{fill:var(--cloud);stroke:var(--page);stroke-width:2}
.pill{fill:var(--ink)}
.on-prem{fill:var(--on-prem)}
.in-cloud{fill:var(--cloud-area)}
.narrow{display:none}
.wide{border:0;margin:0;overflow-x:auto;padding:0}
.wide::before{content:none}
.foot{color:var(--ink-2);font-size:12px;line-height:18px;margin-block-start:6px}
table{border-collapse:collapse;width:100%}
caption{padding-block-end:4px;text-align:start}
th,td{border-block-end:1px solid var(--line);font-weight:400;padding:6px 12px 6px 0;text-align:end;white-space:nowrap}
th:first-child{min-width:112px;overflow-wrap:anywhere;text-align:start;white-space:normal}
td:last-child,th:last-child{padding-inline-end:0}
thead th{color:var(--ink-2)}
tbody th,.sum *{font-weight:650}
footer{border-block-start:1px solid var(--line);color:var(--ink-2);font-size:12px;line-height:18px;margin-block-start:24px;padding-block-start:12px}
footer h2{color:var(--ink);font-size:13px;margin:0}
footer p{margin-block-start:4px}
.sum-of{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:11px}
@media (max-width:480px){body{padding:16px}.multiple{font-size:56px;line-height:60px}.state{border:0;padding:0}th,td{padding-inline-end:8px}.broad{display:none}.narrow{display:block}}
@media print{:root{color-scheme:light}@page{margin:12mm 14mm;size:A4}h2{font-size:14px;line-height:20px;margin-block-end:4px}.multiple{font-size:56px;line-height:60px}.state{font-size:13px;line-height:20px}.head{margin-block:12px 16px}footer,.foot{font-size:10px;line-height:14px}footer{margin-block-start:8px;padding-block-start:8px}footer p{margin-block-start:2px}.stories li{padding-block:0}body{font-size:11px;line-height:16px;max-width:none;padding:0}section,tr,footer{break-inside:avoid}.wide{overflow:visible}th,td{padding-block:3px}section{margin-block-start:14px}.broad{display:block}.narrow{display:none}}
`
