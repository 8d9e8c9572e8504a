// How much a knowledge base holds, and how far its reading has come.
import type { KnowledgeBase } from '../../api-documents'
import { sizeText } from '../../documents/size'
import { useText } from '../../text/index'
import { statesOf } from './data'

export function Counts({ base }: { base: KnowledgeBase }) {
  const t = useText()
  const { waiting, failed } = statesOf(base)
  return (
    <>
      <span>{t('documents.count', { count: base.count })}</span>
      <span>{sizeText(base.bytes)}</span>
      {waiting > 0 ? <span>{t('knowledge.waiting', { count: waiting })}</span> : null}
      {failed > 0 ? (
        <span className="text-danger">{t('knowledge.failed', { count: failed })}</span>
      ) : null}
    </>
  )
}
