import { request } from '../bridge'
import { showFailure } from '../failures'
import { showToast } from '../ui/overlays/toasts'
import { translate } from '../words'

/** Asks main to hand an address that a model wrote to the system, and says so when main refuses. */
export async function openLink(url: string): Promise<void> {
  try {
    const { opened } = await request('link.open', { url })
    // For `http:` main asks, and a no needs no message.
    if (!opened && !/^http:/i.test(url)) showToast({ text: translate('toasts.linkRefused') })
  } catch (error) {
    showFailure(error)
  }
}
