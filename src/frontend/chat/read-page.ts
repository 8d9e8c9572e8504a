// Has the server read a page of the web, to be asked about.
import { web } from '../api-documents'
import { notifyTrouble } from '../parts/ui/toast'
import { t } from '../text/index'
import type { Link } from './attachments'
import { nameOfPage } from './knowledge-choices'

/** What stands for the page in messages; nothing, and a notice, when it cannot be read. */
export const readPage = async (url: string): Promise<Link | undefined> => {
  try {
    const { collection_name } = await web.read(url)
    return { type: 'doc', id: collection_name, collection_name, name: nameOfPage(url), url }
  } catch (error) {
    notifyTrouble(t('documents.pageFailed'), error)
    return undefined
  }
}
