import { describe, expect, it } from 'vitest'
import { html, readPieces, readWhole, toUnits } from '../reading'

/** What stands in the one paragraph of a text. */
function inline(text: string): string {
  return html(text).replace(/^<p>([^]*)<\/p>$/, '$1')
}

const link = (href: string, text = href): string => `<a href="${href}">${text}</a>`

describe('strikethrough', () => {
  it.each([
    ['~~Hi~~ Hello, ~there~ world!', '<del>Hi</del> Hello, <del>there</del> world!'],
    ['This ~~~is~~~ none', 'This ~~~is~~~ none'],
    ['~~one~ and two~', '~~one~ and two~'],
    ['a~b~c', 'a<del>b</del>c'],
    ['~~ a~~', '~~ a~~'],
    ['**~~a~~**', '<strong><del>a</del></strong>'],
    ['~~a **b~~ c**', '<del>a **b</del> c**'],
  ])('%s', (text, markup) => expect(inline(text)).toBe(markup))

  it('ends with its paragraph', () => {
    expect(html('This ~~has a\n\nnew paragraph~~.')).toBe('<p>This ~~has a</p><p>new paragraph~~.</p>')
  })
})

describe('bare addresses', () => {
  it.each([
    ['www.commonmark.org', link('http://www.commonmark.org', 'www.commonmark.org')],
    [
      'Visit www.commonmark.org/help now',
      `Visit ${link('http://www.commonmark.org/help', 'www.commonmark.org/help')} now`,
    ],
    ['See http://a.b/c?d=e&f=g.', `See ${link('http://a.b/c?d=e&amp;f=g')}.`],
    ['https://a.b:80/x#y!', `${link('https://a.b:80/x#y')}!`],
    ['(https://a.b/c)', `(${link('https://a.b/c')})`],
    ['https://a.b/c_(d)', link('https://a.b/c_(d)')],
    ['(https://a.b/c_(d))', `(${link('https://a.b/c_(d)')})`],
    ['https://a.b/c&copy;', `${link('https://a.b/c')}©`],
    ['https://a.b/c<d', `${link('https://a.b/c')}&lt;d`],
    ['**https://a.b**', `<strong>${link('https://a.b')}</strong>`],
    ['http://localhost/x', link('http://localhost/x')],
    ['xhttp://a.b', 'xhttp://a.b'],
    ['awww.a.b', 'awww.a.b'],
    ['www.a_b.c', 'www.a_b.c'],
    ['http://-', 'http://-'],
    ['http://', 'http://'],
    ['ftp://a.b', 'ftp://a.b'],
    ['[x http://a.b](/u)', link('/u', 'x http://a.b')],
    ['![http://a.b](/u)', '<img src="/u" alt="http://a.b" />'],
    ['`http://a.b`', '<code>http://a.b</code>'],
  ])('%s', (text, markup) => expect(inline(text)).toBe(markup))

  it.each([
    ['foo@bar.baz', link('mailto:foo@bar.baz', 'foo@bar.baz')],
    ['hello+xyz@mail.example', link('mailto:hello+xyz@mail.example', 'hello+xyz@mail.example')],
    ['hello@mail+xyz.example', 'hello@mail+xyz.example'],
    ['a.b-c_d@a.b', link('mailto:a.b-c_d@a.b', 'a.b-c_d@a.b')],
    ['a.b-c_d@a.b.', `${link('mailto:a.b-c_d@a.b', 'a.b-c_d@a.b')}.`],
    ['a.b-c_d@a.b-', 'a.b-c_d@a.b-'],
    ['a.b-c_d@a.b_', 'a.b-c_d@a.b_'],
    ['_a@b.cd_', '<em>a@b.cd</em>'],
    ['*a@b.cd*', `<em>${link('mailto:a@b.cd', 'a@b.cd')}</em>`],
    ['a@b', 'a@b'],
    ['@b.c', '@b.c'],
  ])('of mail: %s', (text, markup) => expect(inline(text)).toBe(markup))

  it('end at punctuation of full width and begin behind a CJK character', () => {
    expect(inline('见https://a.b/c。然后www.x.y，好')).toBe(
      `见${link('https://a.b/c')}。然后${link('http://www.x.y', 'www.x.y')}，好`,
    )
  })
})

describe('emphasis beside CJK characters', () => {
  it.each([
    ['**强调。**字', '<strong>强调。</strong>字'],
    ['字**「引用」**的', '字<strong>「引用」</strong>的'],
    ['这是**“引号”**的', '这是<strong>“引号”</strong>的'],
    ['これは*「強調」*です', 'これは<em>「強調」</em>です'],
    ['我可以强调这个**`code`**吗', '我可以强调这个<strong><code>code</code></strong>吗'],
    ['이 **용어(This term)**를', '이 <strong>용어(This term)</strong>를'],
    ['~~删除。~~字', '<del>删除。</del>字'],
    ['字*字*字', '字<em>字</em>字'],
    ['字_字_字', '字_字_字'],
    ['**a。** b', '<strong>a。</strong> b'],
  ])('%s', (text, markup) => expect(inline(text)).toBe(markup))

  it.each([
    ['a**"b"**c', 'a**&quot;b&quot;**c'],
    ['**a.**b', '**a.**b'],
    ['😀**.b**', '😀<strong>.b</strong>'],
    ['a**😀**b', 'a**😀**b'],
  ])('leaves other text as CommonMark has it: %s', (text, markup) => expect(inline(text)).toBe(markup))

  it('sees both halves of a character beside a mark, however they come', () => {
    const text = '𠀀**。𠀀**𠀀 *😀* a*😀*'
    expect(readPieces(toUnits(text))).toEqual(readWhole(text))
    expect(inline('𠀀**。𠀀**𠀀')).toBe('𠀀<strong>。𠀀</strong>𠀀')
  })
})

describe('formulas', () => {
  const math = (tex: string): string => `<code>${tex}</code>`

  it.each([
    ['a \\(x^2\\) b', `a ${math('x^2')} b`],
    ['a \\( x \\) b', `a ${math('x')} b`],
    ['a \\[x_1\\] b', `a ${math('x_1')} b`],
    ['a $$x$$ b', `a ${math('x')} b`],
    ['a \\(b \\\\) c\\) d', `a ${math('b \\\\) c')} d`],
    ['a \\(x\ny\\) b', `a ${math('x\ny')} b`],
    ['a \\(*b*\\) c', `a ${math('*b*')} c`],
  ])('with marks of their own: %s', (text, markup) => expect(inline(text)).toBe(markup))

  it.each([
    ['a \\(b', 'a (b'],
    ['a \\(\\) b', 'a () b'],
    ['\\[\\\\\\]', '[\\]'],
    ['a `\\(` b \\) c', 'a <code>\\(</code> b ) c'],
    ['$$', '$$'],
    ['a $$b', 'a $$b'],
  ])('are text when open or empty: %s', (text, markup) => {
    expect(inline(`x ${text}`)).toBe(`x ${markup}`)
  })

  it.each([
    ['the $n$th one', `the ${math('n')}th one`],
    ['$x_1$, $2x$ and $5$', `${math('x_1')}, ${math('2x')} and ${math('5')}`],
    ['$3 \\times 4$', math('3 \\times 4')],
    ['$0 < x < 1$', math('0 &lt; x &lt; 1')],
    ['字$x$字', '字$x$字'],
    ['（$x$）', `（${math('x')}）`],
  ])('between single dollars: %s', (text, markup) => expect(inline(text)).toBe(markup))

  it.each([
    'it costs $5 and $10',
    'from $5-$10',
    'US$5 to US$9',
    '$5 million in cash or stocks$',
    '$HOME and $PATH',
    '$HOME/$USER',
    'a $ b $ c',
    '$a $b',
    '$a\nb$',
    '\\$a$',
    '$1,000.00 for one, $2,000 for two',
  ])('never a price or a variable: %s', (text) => expect(inline(text)).toBe(text.replace('\\', '')))
})

describe('HTML', () => {
  it('is kept apart from text, and a line break is one', () => {
    expect(readWhole('a <b x="y">*c*</b><br>d<BR />e').children[0]).toMatchObject({
      inlines: [
        { kind: 'text', text: 'a ' },
        { kind: 'html', text: '<b x="y">' },
        { kind: 'emphasis' },
        { kind: 'html', text: '</b>' },
        { kind: 'break' },
        { kind: 'text', text: 'd' },
        { kind: 'break' },
        { kind: 'text', text: 'e' },
      ],
    })
  })
})

describe('characters', () => {
  it('are whole: no NUL, no half of a pair', () => {
    expect(inline('a\0b\ud83dc\udc00d')).toBe('a\ufffdb\ufffdc\ufffdd')
  })

  it('may come in halves', () => {
    expect(readPieces(['a\ud83d', '\ude00b'])).toEqual(readWhole('a😀b'))
    expect(readPieces(['a\ud83d'])).toEqual(readWhole('a\ufffd'))
  })

  it.each(['\r\n', '\r', '\n'])('that end a line are one, however they come: %j', (ending) => {
    const text = ['a', '', 'b', 'c', '```', 'd', '```'].join(ending)
    expect(readPieces(toUnits(text))).toEqual(readWhole(text.replaceAll(ending, '\n')))
    expect(readWhole(text)).toEqual(readWhole(text.replaceAll(ending, '\n')))
  })
})

describe('addresses of links', () => {
  it('are as written, escapes and references resolved', () => {
    const [paragraph] = readWhole('[a](</b c&amp;d\\>e> "f&quot;") ![g *h* `i`](j(k)l)').children
    expect(paragraph).toMatchObject({
      inlines: [
        { kind: 'link', href: '/b c&d>e', title: 'f"' },
        { kind: 'text', text: ' ' },
        { kind: 'image', src: 'j(k)l', title: '', alt: 'g h i' },
      ],
    })
  })
})
