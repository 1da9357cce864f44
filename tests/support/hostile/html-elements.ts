import type { Traces } from './traces'

/** The one case that moves a page where nobody stands between: Chromium announces no navigation to an empty page. */
export const toEmptyPage = 'refresh to nothing'

/** Elements that run, load, leave, frame or ask; each line with all its relatives. */
export const elements: readonly (readonly [string, (traces: Traces) => string])[] = [
  [
    'script',
    ({ script }) => `<script>${script}</script><SCRIPT\n>${script}</SCRIPT><script type=module>${script}</script>`,
  ],
  [
    'script of a server',
    ({ origin }) =>
      `<script src="${origin}"></script><script src="${origin}" type=module async></script><script xlink:href="${origin}"></script>`,
  ],
  [
    'script as data',
    ({ script }) =>
      `<script src="data:text/javascript,${script}"></script><script type=speculationrules>{"prefetch":[{"urls":["https://example.com"]}]}</script>`,
  ],
  ['import map', ({ origin }) => `<script type=importmap>{"imports":{"./main.js":"${origin}"}}</script>`],
  [
    'script in svg',
    ({ script, origin }) =>
      `<svg><script>${script}</script><script href="${origin}"/><script xlink:href="data:,${script}"/></svg>`,
  ],
  [
    'script after a broken one',
    ({ script }) => `<<script>${script}//<</script><script x>${script}</script ><scr\u0000ipt>${script}</scr\u0000ipt>`,
  ],
  ['frame', ({ origin }) => `<iframe src="${origin}"></iframe><frameset><frame src="${origin}"></frameset>`],
  [
    'frame that is script',
    ({ script }) =>
      `<iframe src="javascript:${script}"></iframe><iframe src="data:text/html,<script>${script}</script>"></iframe>`,
  ],
  [
    'frame with a document',
    ({ script, origin }) =>
      `<iframe srcdoc="<script>${script}</script><img src=${origin} onerror='parent.${script}'>"></iframe>`,
  ],
  [
    'frame of the app',
    () =>
      '<iframe src="runnel-app://main/"></iframe><iframe src="runnel-app://key/"></iframe><iframe src="/"></iframe>',
  ],
  [
    'frame of a diagram',
    () =>
      '<iframe src="runnel-app://d77.diagram/"></iframe><iframe src="runnel-app://d78.diagram/assets/none.js"></iframe>',
  ],
  [
    'frame with all allowed',
    ({ origin }) =>
      `<iframe sandbox="allow-scripts allow-same-origin allow-top-navigation" allow="*" src="${origin}" name=_top></iframe>`,
  ],
  [
    'fenced frame and portal',
    ({ origin }) =>
      `<fencedframe src="${origin}"></fencedframe><portal src="${origin}"></portal><webview src="${origin}" nodeintegration></webview>`,
  ],
  [
    'object',
    ({ origin, script }) =>
      `<object data="${origin}"></object><object data="javascript:${script}" type=text/html></object><param name=src value="${origin}">`,
  ],
  [
    'embed',
    ({ origin, script }) =>
      `<embed src="${origin}"><embed src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${script}'/>"><applet code="${origin}"></applet>`,
  ],
  [
    'picture',
    ({ origin }) =>
      `<img src="${origin}/a" srcset="${origin}/b 2x"><picture><source srcset="${origin}/c"><img></picture><image src="${origin}/d">`,
  ],
  [
    'picture behind',
    ({ origin }) =>
      `<table background="${origin}/a"><tr><td background="${origin}/b">x</table><body background="${origin}/c">`,
  ],
  [
    'picture of old',
    ({ origin }) =>
      `<img dynsrc="${origin}/a" lowsrc="${origin}/b" longdesc="${origin}/c" usemap="#m"><input type=image src="${origin}/d"><bgsound src="${origin}/e">`,
  ],
  [
    'media',
    ({ origin }) =>
      `<video src="${origin}/a" poster="${origin}/b" autoplay></video><audio src="${origin}/c" autoplay></audio><track src="${origin}/d">`,
  ],
  [
    'picture in svg',
    ({ origin }) =>
      `<svg><image href="${origin}/a"/><image xlink:href="${origin}/b"/><feImage href="${origin}/c"/><use href="${origin}/d#x"/></svg>`,
  ],
  [
    'use of data',
    ({ script }) =>
      `<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><script>${script}</script></svg>#x"/></svg>`,
  ],
  [
    'foreign object',
    ({ script, origin }) =>
      `<svg><foreignObject><img src="${origin}" onerror="${script}"><iframe src="javascript:${script}"></iframe></foreignObject></svg>`,
  ],
  [
    'link in svg',
    ({ script }) =>
      `<svg><a href="javascript:${script}"><text y=20>x</text></a><a xlink:href="javascript:${script}"><rect width=99 height=99 /></a></svg>`,
  ],
  [
    'link set by animation',
    ({ script }) =>
      `<svg><a><animate attributeName=href values="javascript:${script}" /><set attributeName=href to="javascript:${script}"/><text y=20>x</text></a></svg>`,
  ],
  [
    'link in math',
    ({ script }) =>
      `<math href="javascript:${script}"><mi xlink:href="javascript:${script}">x</mi><maction actiontype=statusline xlink:href="javascript:${script}">x<mtext>x</mtext></maction></math>`,
  ],
  [
    'mutation by math',
    ({ script }) =>
      `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x: onerror=${script}&gt;">`,
  ],
  ['mutation by svg', ({ script }) => `<svg></p><style><a title="</style><img src=x: onerror=${script}>">`],
  [
    'mutation by noscript',
    ({ script }) =>
      `<noscript><p title="</noscript><img src=x: onerror=${script}>"></noscript><xmp><p title="</xmp><img src=x: onerror=${script}>">`,
  ],
  [
    'mutation by textarea',
    ({ script }) =>
      `<textarea></textarea><img src=x: onerror=${script}></textarea><title></title><img src=x: onerror=${script}></title>`,
  ],
  [
    'mutation by form',
    ({ script }) => `<form><math><mtext></form><form><mglyph><style></math><img src=x: onerror=${script}>`,
  ],
  [
    'comment that ends early',
    ({ script }) => `<!--> <img src=x: onerror=${script}> --> <!-- --!> <img src=x: onerror=${script}> <!-->`,
  ],
  [
    'instruction and section',
    ({ script }) =>
      `<?xml version="1.0"?><?x <img src=x: onerror=${script}> ?><![CDATA[<img src=x: onerror=${script}>]]><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>`,
  ],
  [
    'conditional comment',
    ({ script }) =>
      `<!--[if gte IE 4]><script>${script}</script><![endif]--><comment><img src="</comment><img src=x: onerror=${script}>"></comment>`,
  ],
  ['plain text without end', ({ script }) => `<img src=x: onerror=${script}><listing>x</listing><plaintext>`],
  [
    'refresh',
    ({ origin, script }) =>
      `<meta http-equiv=refresh content="0;url=${origin}"><meta http-equiv=refresh content="0;url=javascript:${script}">`,
  ],
  [toEmptyPage, () => '<meta http-equiv=refresh content="0;url=about:blank">'],
  [
    'refresh to the app',
    () =>
      '<meta http-equiv=refresh content="0;url=runnel-app://key/"><meta http-equiv=refresh content="0;url=file:///etc/passwd">',
  ],
  [
    'policy of its own',
    () =>
      `<meta http-equiv=Content-Security-Policy content="script-src * 'unsafe-inline'"><meta http-equiv=set-cookie content="a=1">`,
  ],
  [
    'look of its own',
    () =>
      '<meta name=color-scheme content=dark><meta name=theme-color content=red><meta name=viewport content="width=100"><title>another</title>',
  ],
  ['base', ({ origin }) => `<base href="${origin}/"><base target=_top><a href="relative">x</a>`],
  ['form', ({ origin }) => `<form action="${origin}" method=post><input name=a value=b><button>x</button></form>`],
  [
    'form that is script',
    ({ script }) =>
      `<form action="javascript:${script}"><input type=submit><button formaction="javascript:${script}">x</button><input type=image formaction="javascript:${script}"></form>`,
  ],
  [
    'form elsewhere',
    ({ origin }) =>
      `<form id=f1 action="${origin}" target=_top></form><button form=f1 formtarget=_blank>x</button><isindex action="${origin}" type=image>`,
  ],
  [
    'link elements',
    ({ origin }) =>
      `<link rel=stylesheet href="${origin}/a"><link rel=preload as=script href="${origin}/b"><link rel=prefetch href="${origin}/c"><link rel=modulepreload href="${origin}/d">`,
  ],
  [
    'link elements that look up',
    ({ origin }) =>
      `<link rel=preconnect href="${origin}"><link rel=dns-prefetch href="//secret-of-mine.example.com"><link rel=prerender href="${origin}">`,
  ],
  [
    'link elements of old',
    ({ origin, script }) =>
      `<link rel=icon href="${origin}/a"><link rel=manifest href="${origin}/b"><link rel=import href="${origin}/c"><link rel=stylesheet href="javascript:${script}">`,
  ],
  [
    'links that are pressed',
    ({ script }) =>
      `<a href="javascript:${script}" target=_blank>x</a><a href="javascript:${script}" download=x>x</a><map name=m><area href="javascript:${script}" shape=default></map>`,
  ],
  [
    'links to the app',
    () =>
      '<a href="runnel-app://key/">x</a><a href="?language=zh-CN">x</a><a href="/assets/none.js" target=_self>x</a><a href="about:blank" target=_top>x</a>',
  ],
  [
    'links that load',
    ({ origin }) =>
      `<a href="#x" ping="${origin}">x</a><a href="https://example.com/pressed" attributionsrc="${origin}">x</a>`,
  ],
  [
    'download',
    ({ script }) =>
      `<a href="data:text/html,<script>${script}</script>" download="x.html">x</a><a href="/" download=x>x</a>`,
  ],
  [
    'clobbered names',
    () =>
      '<img name=getElementById><form name=querySelector><input name=nodeName></form><a id=bridge href=x:>x</a><a id=trustedTypes>x</a><form id=root></form>',
  ],
  [
    'clobbered document',
    () =>
      '<img name=cookie><img name=body><embed name=currentScript><object name=location></object><form name=documentElement></form>',
  ],
  [
    'custom elements',
    ({ script }) =>
      `<x-x onclick="${script}" is=a></x-x><button is=x-x>x</button><input type=hidden accesskey=x onclick="${script}">`,
  ],
  [
    'dialog',
    () => '<dialog open>x</dialog><dialog id=dl>covers</dialog><button command=show-modal commandfor=dl>x</button>',
  ],
  [
    'popover',
    () =>
      '<div popover=manual id=pp>covers</div><button popovertarget=pp popovertargetaction=show>x</button><button command=show-popover commandfor=pp>x</button>',
  ],
  [
    'full screen',
    () => '<video controls></video><button command="--x" commandfor=root>x</button><details name=x open>x</details>',
  ],
]
