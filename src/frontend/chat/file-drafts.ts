// Documents on their way into a message: sent as soon as they are chosen, then read by the server.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { documents, type StoredFile } from '../api-documents'
import { isUnderWay, learn, type Reading, useReadings } from '../documents/reading'
import { send } from '../documents/upload'

/** A document as far as it has come. */
export interface FileDraft {
  id: string
  name: string
  size: number
  file: File
  /** Bytes that have left. */
  sent: number
  /** The row, once all of it is there. */
  stored?: StoredFile
  /** Why it could not be sent. */
  trouble?: unknown
  /** How far it has been read. */
  reading?: Reading
}

export interface FileDrafts {
  files: FileDraft[]
  add: (files: File[]) => void
  remove: (id: string) => void
  retry: (id: string) => void
  /** Puts others in place of these, without touching what was sent. */
  replace: (files: FileDraft[]) => void
}

const fresh = (file: File): FileDraft => ({
  id: crypto.randomUUID(),
  name: file.name,
  size: file.size,
  file,
  sent: 0,
})

/** Still sent, or read; neither ready nor failed. */
export const isPending = ({ stored, trouble, reading }: FileDraft): boolean =>
  trouble === undefined && (!stored || isUnderWay(reading ?? stored))

/** Ready to be asked about. */
export const isReady = ({ stored, reading }: FileDraft): boolean => {
  const state = reading?.state ?? stored?.state
  return state === 'done' || state === 'stored'
}

export const useFileDrafts = (): FileDrafts => {
  const [drafts, setDrafts] = useState<FileDraft[]>([])
  const sendings = useRef(new Map<string, AbortController>())
  const change = useCallback((id: string, more: Partial<FileDraft>) => {
    setDrafts(list => list.map(draft => (draft.id === id ? { ...draft, ...more } : draft)))
  }, [])
  const begin = useCallback(
    ({ id, file }: FileDraft) => {
      const sending = new AbortController()
      sendings.current.set(id, sending)
      send(file, { signal: sending.signal, onProgress: sent => change(id, { sent }) })
        .then(
          stored => {
            learn(stored)
            // It was taken out in the moment in which it arrived.
            if (sending.signal.aborted) void documents.remove(stored.id).catch(() => undefined)
            else change(id, { stored, sent: file.size })
          },
          trouble => change(id, { trouble }),
        )
        .finally(() => sendings.current.delete(id))
    },
    [change],
  )
  const add = useCallback(
    (files: File[]) => {
      const made = files.map(fresh)
      setDrafts(list => [...list, ...made])
      made.forEach(begin)
    },
    [begin],
  )
  const latest = useRef(drafts)
  latest.current = drafts
  const remove = useCallback((id: string) => {
    sendings.current.get(id)?.abort()
    const stored = latest.current.find(draft => draft.id === id)?.stored
    if (stored) documents.remove(stored.id).catch(() => undefined)
    setDrafts(list => list.filter(draft => draft.id !== id))
  }, [])
  const retry = useCallback(
    (id: string) => {
      const draft = latest.current.find(one => one.id === id)
      if (!draft) return
      if (draft.stored) {
        documents.retry(draft.stored.id).then(learn, trouble => change(id, { trouble }))
        return change(id, { trouble: undefined })
      }
      change(id, { trouble: undefined, sent: 0 })
      begin(draft)
    },
    [begin, change],
  )
  // Whoever leaves the page takes what is half sent along.
  useEffect(() => {
    const running = sendings.current
    return () => {
      for (const sending of running.values()) sending.abort()
    }
  }, [])
  const readings = useReadings(drafts.flatMap(({ stored }) => stored?.id ?? []))
  const files = useMemo(
    () =>
      drafts.map(draft => {
        const reading = draft.stored && readings.get(draft.stored.id)
        return reading ? { ...draft, reading } : draft
      }),
    [drafts, readings],
  )
  return useMemo(
    () => ({ files, add, remove, retry, replace: setDrafts }),
    [files, add, remove, retry],
  )
}
