import type { DiagramLook } from '../diagram-messages'
import { mix } from './colours'

/** Of the words in a diagram. */
export const fontSizePx = 14

/** The variables of Mermaid's theme `base`, all made from the app's tokens. */
export function themeVariables({ isDark, font, colours }: DiagramLook): Readonly<Record<string, unknown>> {
  const { ground, text } = colours
  const faint = mix(text, ground, isDark ? 0.06 : 0.03)
  return {
    darkMode: isDark,
    background: ground,
    fontFamily: font,
    fontSize: `${fontSizePx}px`,
    useGradient: false,
    dropShadow: 'none',
    ...nodeColours(colours, faint),
    ...sequenceColours(colours),
    ...ganttColours(colours, faint),
    ...paletteColours(colours, isDark),
    ...chartText(colours),
  }
}

function nodeColours(colours: DiagramLook['colours'], faint: string): Readonly<Record<string, string>> {
  const { ground, fill, text } = colours
  const line = colours['line-control']
  return {
    primaryColor: fill,
    primaryTextColor: text,
    primaryBorderColor: line,
    secondaryColor: colours['accent-soft'],
    secondaryTextColor: text,
    secondaryBorderColor: colours.accent,
    tertiaryColor: faint,
    tertiaryTextColor: text,
    tertiaryBorderColor: mix(line, ground, 0.5),
    lineColor: colours['text-muted'],
    arrowheadColor: colours['text-muted'],
    textColor: text,
    titleColor: text,
    clusterBkg: faint,
    clusterBorder: mix(line, ground, 0.5),
    edgeLabelBackground: ground,
    labelBackgroundColor: ground,
    relationLabelBackground: ground,
    relationLabelColor: text,
    compositeBackground: faint,
    compositeTitleBackground: fill,
    altBackground: faint,
    attributeBackgroundColorOdd: ground,
    attributeBackgroundColorEven: faint,
    rowOdd: ground,
    rowEven: faint,
    errorBkgColor: colours['danger-soft'],
    errorTextColor: colours.danger,
    archEdgeColor: colours['text-muted'],
    archEdgeArrowColor: colours['text-muted'],
    archGroupBorderColor: line,
  }
}

function sequenceColours(colours: DiagramLook['colours']): Readonly<Record<string, string>> {
  return {
    actorLineColor: mix(colours['line-control'], colours.ground, 0.6),
    signalColor: colours['text-muted'],
    signalTextColor: colours.text,
    activationBkgColor: colours['accent-soft'],
    activationBorderColor: colours.accent,
    labelBoxBkgColor: colours.fill,
    loopTextColor: colours.text,
    sequenceNumberColor: colours.ground,
    noteBkgColor: colours['warning-soft'],
    noteTextColor: colours.text,
    noteBorderColor: mix(colours.warning, colours.ground, 0.4),
  }
}

function ganttColours(colours: DiagramLook['colours'], faint: string): Readonly<Record<string, string>> {
  const { ground, text, accent } = colours
  return {
    sectionBkgColor: faint,
    altSectionBkgColor: ground,
    sectionBkgColor2: faint,
    excludeBkgColor: colours.fill,
    taskBkgColor: mix(accent, ground, 0.22),
    taskBorderColor: accent,
    taskTextColor: text,
    taskTextDarkColor: text,
    taskTextLightColor: text,
    taskTextOutsideColor: text,
    taskTextClickableColor: text,
    activeTaskBkgColor: mix(accent, ground, 0.4),
    activeTaskBorderColor: accent,
    doneTaskBkgColor: mix(text, ground, 0.1),
    doneTaskBorderColor: colours['line-control'],
    critBkgColor: mix(colours.danger, ground, 0.22),
    critBorderColor: colours.danger,
    gridColor: mix(colours['line-control'], ground, 0.4),
    todayLineColor: colours.danger,
    vertLineColor: colours['text-muted'],
  }
}

/** Colours that only tell things apart: six hues, then the same ones in another strength. */
function paletteColours(colours: DiagramLook['colours'], isDark: boolean): Readonly<Record<string, unknown>> {
  const { ground, text } = colours
  const hues = [
    colours.accent,
    colours.warning,
    colours['code-function'],
    colours['code-keyword'],
    colours.success,
    colours['text-muted'],
  ]
  const palette = [isDark ? 0.38 : 0.28, isDark ? 0.22 : 0.5].flatMap((share) =>
    hues.map((hue) => mix(hue, ground, share)),
  )
  const peers = palette.map((colour) => mix(text, colour, 0.25))
  const texts = palette.map(() => text)
  const grounds = hues.map(() => ground)
  return {
    ...numbered('pie', 1, palette),
    ...numbered('cScale', 0, palette),
    ...numbered('cScalePeer', 0, peers),
    ...numbered('cScaleLabel', 0, texts),
    ...numbered('cScaleInv', 0, texts),
    ...numbered('git', 0, hues),
    ...numbered('gitInv', 0, grounds),
    ...numbered('gitBranchLabel', 0, grounds),
    ...numbered('fillType', 0, palette.slice(0, 8)),
    ...numbered('venn', 1, palette.slice(0, 8)),
    xyChart: { backgroundColor: ground, plotColorPalette: hues.join(',') },
    radar: { graticuleColor: colours['line-control'], graticuleOpacity: 0.2 },
  }
}

function numbered(name: string, first: number, values: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(values.map((value, index) => [`${name}${index + first}`, value]))
}

function chartText({ ground, text }: DiagramLook['colours']): Readonly<Record<string, string>> {
  return {
    pieOpacity: '1',
    pieStrokeColor: ground,
    pieStrokeWidth: '2px',
    pieOuterStrokeWidth: '0px',
    pieTitleTextSize: '16px',
    pieTitleTextColor: text,
    pieSectionTextSize: '13px',
    pieSectionTextColor: text,
    pieLegendTextSize: '13px',
    pieLegendTextColor: text,
    commitLabelColor: text,
    commitLabelBackground: ground,
    commitLabelFontSize: '12px',
    tagLabelFontSize: '12px',
  }
}
