// Signing in with a passkey and nothing else, from the sign-in page.
import { useMutation } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { step } from '../api-security'
import { adoptSession } from '../cache'
import { hasPasskeys, signWith } from '../parts/security/passkey'
import { Button } from '../parts/ui/button'
import { useText } from '../text/index'
import { explainRefusal } from '../text/reason'

export function PasskeyButton() {
  const t = useText()
  const come = useMutation({
    mutationFn: async () => {
      const { ticket, options } = await step.challenge()
      return step.signIn(ticket, await signWith(options))
    },
    onSuccess: adoptSession,
  })
  if (!hasPasskeys()) return null
  return (
    <div className="mt-4 flex flex-col gap-3">
      <Button size="lg" busy={come.isPending} onClick={() => come.mutate()}>
        <KeyRound aria-hidden size={17} />
        {t('step.passkey')}
      </Button>
      {come.error ? (
        <p role="alert" className="rounded-control bg-danger-wash px-3 py-2 text-danger">
          {explainRefusal(come.error)}
        </p>
      ) : null}
    </div>
  )
}
