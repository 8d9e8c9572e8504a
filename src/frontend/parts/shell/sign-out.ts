// Ends the session here and forgets what this page knew.
import { account } from '../../api'
import { adoptSession } from '../../cache'
import { t } from '../../text/index'
import { flushDeletions } from '../../undo'
import { notifyTrouble } from '../ui/toast'

/** Where signing in asks for nothing, a reload would undo a sign-out at once. */
const SIGNED_OUT = 'hearth.signed-out'

export const isSignedOut = (): boolean => sessionStorage.getItem(SIGNED_OUT) !== null

export const keepSignedOut = (out: boolean): void => {
  if (out) sessionStorage.setItem(SIGNED_OUT, 'yes')
  else sessionStorage.removeItem(SIGNED_OUT)
}

export const signOut = async (): Promise<void> => {
  flushDeletions()
  // Before the session ends: the live line may tell of that sooner than the answer does.
  keepSignedOut(true)
  try {
    const { redirect_url } = await account.signOut()
    adoptSession(null)
    history.replaceState(null, '', '/')
    // Where the house wants that, one signs out at the provider too.
    if (redirect_url) location.assign(redirect_url)
  } catch (error) {
    keepSignedOut(false)
    notifyTrouble(t('person.signOutFailed'), error)
  }
}
