import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showFailure } from '../../failures'
import { ToolButton } from '../../ui/tool-button'

const copiedShownMs = 1500

/** Something that copies, and whether it has done so in the last moment. */
export interface Copying {
  readonly copied: boolean
  readonly run: (copy: () => Promise<unknown>) => Promise<void>
}

/** Lets several controls copy and say so in one place. */
export function useCopying(): Copying {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), copiedShownMs)
    return () => clearTimeout(timer)
  }, [copied])
  const run = useCallback(async (copy: () => Promise<unknown>) => {
    try {
      await copy()
      setCopied(true)
    } catch (error) {
      showFailure(error)
    }
  }, [])
  return { copied, run }
}

interface CopyButtonProps {
  readonly copying: Copying
  readonly copy: () => Promise<unknown>
}

/** Copies a message and says so for a moment. */
export function CopyButton({ copying: { copied, run }, copy }: CopyButtonProps) {
  const { t } = useTranslation()
  return (
    <ToolButton
      icon={copied ? 'check' : 'copy'}
      className={copied ? 'is-on' : ''}
      label={copied ? t('chat.copied') : t('chat.copy')}
      onClick={() => void run(copy)}
    />
  )
}
