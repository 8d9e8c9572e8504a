// Asking for another answer to the same question, with the failure told.
import { notifyTrouble } from '../parts/ui/toast'
import { t } from '../text/index'
import { useThisDesk } from './desk'
import { askAgain } from './talk'

export const useAgain = (): ((userId: string) => void) => {
  const desk = useThisDesk()
  return userId => {
    askAgain(desk, userId).catch((error: unknown) => notifyTrouble(t('chat.againFailed'), error))
  }
}
