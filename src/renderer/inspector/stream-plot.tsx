import { useTranslation } from 'react-i18next'
import { formatCount, formatDuration } from '../ui/format'
import { plotTokens, type TokenCount } from './plot-points'

const size = { width: 400, height: 56 }

interface StreamPlotProps {
  readonly counts: readonly TokenCount[]
  /** Where the axis ends, in milliseconds, if later than the last token. */
  readonly endMs: number
}

/** Tokens over time: a level line is silence, a steep one is speed. */
export function StreamPlot({ counts, endMs }: StreamPlotProps) {
  const { t, i18n } = useTranslation()
  const { path, tokens, durationMs } = plotTokens(counts, size, endMs)
  const words = {
    tokens: t('inspector.pieces', { count: tokens, value: formatCount(tokens, i18n.language) }),
    duration: formatDuration(durationMs, t),
  }
  return (
    <figure className="plot">
      <svg
        viewBox={`0 -1 ${size.width} ${size.height + 2}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('inspector.plot', words)}
      >
        {path !== '' && <path className="area" d={`${path}V${size.height}Z`} />}
        {path !== '' && <path className="curve" d={path} vectorEffect="non-scaling-stroke" />}
      </svg>
      <figcaption aria-hidden="true">
        <span>{words.tokens}</span>
        <span>{words.duration}</span>
      </figcaption>
    </figure>
  )
}
