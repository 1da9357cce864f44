import type { MermaidConfig } from 'mermaid'
import { longestSource, type DiagramLook } from '../diagram-messages'
import { mix } from './colours'
import { fontSizePx, themeVariables } from './theme-variables'

const mostEdges = 400

/** What a source may not set for itself: how safe and how large it is, and what makes it part of the app's look. */
const notForSources = [
  'secure',
  'securityLevel',
  'startOnLoad',
  'maxTextSize',
  'maxEdges',
  'suppressErrorRendering',
  'dompurifyConfig',
  'htmlLabels',
  'layout',
  'look',
  'theme',
  'themeCSS',
  'themeVariables',
  'darkMode',
  'fontFamily',
  'altFontFamily',
  'fontSize',
  'legacyMathML',
  'forceLegacyMathML',
]

/** Mermaid's settings: the strictest, and the app's look. */
export function mermaidSettings(look: DiagramLook): MermaidConfig {
  return {
    secure: notForSources,
    securityLevel: 'strict',
    startOnLoad: false,
    suppressErrorRendering: true,
    maxTextSize: longestSource,
    maxEdges: mostEdges,
    htmlLabels: false,
    // The build has no other: elk, Mermaid's default, also takes more room in a narrow column.
    layout: 'dagre',
    look: 'classic',
    theme: 'base',
    darkMode: look.isDark,
    fontFamily: look.font,
    fontSize: fontSizePx,
    themeVariables: themeVariables(look),
    themeCSS: themeCss(look.colours),
    flowchart: {
      nodeSpacing: 36,
      rankSpacing: 40,
      padding: 10,
      wrappingWidth: 180,
      minNodeWidth: 48,
      subGraphTitleMargin: { top: 4, bottom: 8 },
    },
    class: { nodeSpacing: 36, rankSpacing: 40 },
    // Without HTML in labels, a label in a widened state stands at its left.
    state: { nodeSpacing: 36, rankSpacing: 40, minNodeWidth: 0 },
    gantt: {
      useWidth: 560,
      barHeight: 22,
      barGap: 6,
      fontSize: 12,
      sectionFontSize: 12,
      leftPadding: 96,
      rightPadding: 40,
    },
    journey: { titleFontFamily: look.font, titleFontSize: '16px', taskFontFamily: look.font },
    sequence: {
      actorFontSize: fontSizePx,
      messageFontSize: fontSizePx,
      noteFontSize: fontSizePx,
      mirrorActors: false,
      width: 128,
      height: 44,
      actorMargin: 40,
    },
  }
}

/** What no variable says: corners as the app has them, and colours that Mermaid writes into its drawings. */
function themeCss(colours: DiagramLook['colours']): string {
  const { ground } = colours
  return `
    .node rect.basic { rx: 6px; ry: 6px }
    .cluster rect { rx: 8px; ry: 8px }
    .edgeLabel text { paint-order: stroke; stroke: ${ground}; stroke-width: 8px; stroke-linejoin: round }
    .grid .tick line { stroke: ${mix(colours['line-control'], ground, 0.35)} }
    .grid .tick text { fill: ${colours['text-muted']} }
    marker circle[fill='white'] { fill: ${ground} }
  `
}
