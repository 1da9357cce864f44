import type { Traces } from './traces'

/** Styles that would reach out of the message. */
export const styles: readonly (readonly [string, (traces: Traces) => string])[] = [
  [
    'style element',
    ({ origin }) =>
      `<style>@import "${origin}/a"; * { position: fixed; inset: 0 } body { background: url(${origin}/b) } .composer { display: none }</style>`,
  ],
  [
    'style in svg',
    ({ origin }) =>
      `<svg><style>@import url(${origin}/a); .composer { opacity: 0 } html { filter: invert(1) }</style></svg>`,
  ],
  [
    'style in mathml',
    () => '<math><mstyle style="position:fixed;inset:0;background:red"><mtext>x</mtext></mstyle></math>',
  ],
  ['style that covers', () => '<div style="position:fixed;inset:0;z-index:2147483647;background:red">x</div>'],
  [
    'style that covers from inside',
    () => '<div style="position:absolute;inset:-9999px;z-index:2147483647;background:red">x</div>',
  ],
  [
    'style that moves',
    () =>
      '<div style="margin-bottom:-2000px;height:4000px;position:relative;z-index:99999;transform:scale(50)">x</div>',
  ],
  [
    'style that loads',
    ({ origin }) =>
      `<div style="background:url(${origin}/a);list-style:url('${origin}/b');content:url(${origin}/c);cursor:url(${origin}/d),auto">x</div>`,
  ],
  [
    'style that runs',
    ({ script }) =>
      `<div style="width:expression(${script});behavior:url(#x);-moz-binding:url(//x);background:url(javascript:${script})">x</div>`,
  ],
  [
    'style in a namespace',
    () => '<svg style="position:fixed;inset:0;width:100vw;height:100vh"><rect width=100% height=100% fill=red /></svg>',
  ],
  [
    'style by attributes',
    () =>
      '<table width=9999 height=9999 bgcolor=red><tr><td>x</table><hr size=3000 width=9999 color=red><font size=7 color=red>x</font>',
  ],
  [
    'size by attributes',
    () =>
      '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width=9999 height=9999 hspace=999 vspace=999 align=left border=999><canvas width=9000 height=9000></canvas>',
  ],
  [
    'position by attributes',
    () =>
      '<svg width=5000 height=5000 overflow=visible><rect x=-5000 y=-5000 width=20000 height=20000 fill=red /></svg>',
  ],
  [
    'layer of old',
    () =>
      '<layer src=x left=0 top=0 z-index=999>x</layer><marquee width=9999 height=9999 scrollamount=999>x</marquee><center>x</center>',
  ],
  [
    "classes of the app's",
    () =>
      '<div class="toasts"><p class="toast">x</p></div><div class="drawer-shade">x</div><div class="popover menu picker">x</div><div class="composer-area composer">x</div>',
  ],
  [
    'style sheet as data',
    () =>
      '<link rel=stylesheet href="data:text/css,*{display:none}"><link rel="alternate stylesheet" title=x href="data:text/css,*{display:none}">',
  ],
  [
    'slots and parts',
    () =>
      '<div part=composer slot=composer exportparts=x>x</div><dialog open style="position:fixed;inset:0;width:100%;height:100%">x</dialog>',
  ],
]
