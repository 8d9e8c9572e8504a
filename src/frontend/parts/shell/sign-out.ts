// Ends the session here and forgets what this page knew.
import { account } from '../../api'
import { adoptSession } from '../../cache'
import { t } from '../../text/index'
import { flushDeletions } from '../../undo'
import { notifyTrouble } from '../ui/toast'

export const signOut = async (): Promise<void> => {
  flushDeletions()
  try {
    await account.signOut()
    adoptSession(null)
    history.replaceState(null, '', '/')
  } catch (error) {
    notifyTrouble(t('person.signOutFailed'), error)
  }
}
