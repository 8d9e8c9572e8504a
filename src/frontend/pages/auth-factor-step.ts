// Knows that a way in asks for a second step: by its answer, or by the address it ended at.
import { useEffect, useState } from 'react'
import { type SecondStep, whenSecondStep } from '../request'

/** `/auth#second-factor=<ticket>&methods=app,recovery`: where signing in at a provider ends. */
const inAddress = (): SecondStep | null => {
  const said = new URLSearchParams(location.hash.slice(1))
  const ticket = said.get('second-factor')
  return ticket ? { ticket, methods: said.get('methods')?.split(',') ?? [] } : null
}

/** The step that is asked for, or null; and how to give it up. */
export const useSecondStep = (): [SecondStep | null, () => void] => {
  const [step, setStep] = useState(inAddress)
  useEffect(() => {
    // A ticket is not for the history of the browser.
    if (inAddress()) history.replaceState(null, '', location.pathname)
    return whenSecondStep(setStep)
  }, [])
  return [step, () => setStep(null)]
}
