// What goes along with a message: images, documents, knowledge bases, and whether the web is searched.
import { useCallback, useMemo, useState } from 'react'
import { notifyTrouble } from '../parts/ui/toast'
import { t } from '../text/index'
import type { MessageFile } from '../wire'
import { type FileDraft, type FileDrafts, isPending, isReady, useFileDrafts } from './file-drafts'
import { type ImageDraft, imageUrl, isImage } from './images'
import { nameOfPage } from './knowledge-choices'
import { readPage } from './read-page'

const MOST_IMAGES = 10
const MOST_FILES = 20

/** Something that is on the server already. */
export interface Link {
  /** `doc` is a page of the web. */
  type: 'collection' | 'file' | 'doc'
  id: string
  name: string
  content_type?: string
  url?: string
  collection_name?: string
}

/** All that a message carries beside its words. */
export interface Parcel {
  images: ImageDraft[]
  files: FileDraft[]
  links: Link[]
}

export interface Attachments extends Parcel {
  /** True while an image is being made ready. */
  busy: boolean
  /** Addresses of pages that are being read. */
  pages: string[]
  /** Names of documents that are still sent or read. */
  pending: string[]
  isEmpty: boolean
  web: boolean
  setWeb: (on: boolean) => void
  add: (files: File[]) => void
  link: (link: Link) => void
  /** Has a page read and links it then; until it is, its address is among what is pending. */
  readPage: (url: string) => Promise<void>
  remove: (id: string) => void
  retry: (id: string) => void
  /** Puts others in place of what is there. */
  put: (parcel: Parcel) => void
}

export const NOTHING: Parcel = { images: [], files: [], links: [] }

/** The parcel as the message has it; documents that could not be read stay behind. */
export const filesOf = ({ images, files, links }: Parcel): MessageFile[] => [
  ...images.flatMap(({ url, name }) => (url ? [{ type: 'image', url, name }] : [])),
  ...files
    .filter(isReady)
    .flatMap(({ stored, name, size }) =>
      stored
        ? [{ type: 'file', id: stored.id, name, size, content_type: stored.meta.content_type }]
        : [],
    ),
  ...links.map(link => ({ ...link })),
]

interface Images {
  images: ImageDraft[]
  add: (files: File[]) => void
  remove: (id: string) => void
  replace: (images: ImageDraft[]) => void
}

const useImages = (): Images => {
  const [images, setImages] = useState<ImageDraft[]>([])
  const count = images.length
  const remove = useCallback((id: string) => {
    setImages(list => list.filter(image => image.id !== id))
  }, [])
  const add = useCallback(
    (files: File[]) => {
      if (files.length > MOST_IMAGES - count) {
        notifyTrouble(t('chat.composer.tooMany', { count: MOST_IMAGES }))
      }
      for (const file of files.slice(0, Math.max(0, MOST_IMAGES - count))) {
        const id = crypto.randomUUID()
        setImages(list => [...list, { id, name: file.name }])
        imageUrl(file).then(
          url => setImages(list => list.map(one => (one.id === id ? { ...one, url } : one))),
          () => {
            remove(id)
            notifyTrouble(t('chat.composer.imageFailed', { name: file.name }))
          },
        )
      }
    },
    [count, remove],
  )
  return useMemo(() => ({ images, add, remove, replace: setImages }), [images, add, remove])
}

/** Images go into the message itself, everything else to the server. */
const sorter = (images: Images, drafts: FileDrafts) => (files: File[]) => {
  images.add(files.filter(isImage))
  const others = files.filter(file => !isImage(file))
  const room = Math.max(0, MOST_FILES - drafts.files.length)
  if (others.length > room) notifyTrouble(t('documents.tooMany', { count: MOST_FILES }))
  if (others.length > 0) drafts.add(others.slice(0, room))
}

export const useAttachments = (): Attachments => {
  const pictures = useImages()
  const drafts = useFileDrafts()
  const [links, setLinks] = useState<Link[]>([])
  const [web, setWeb] = useState(false)
  const [pages, setPages] = useState<string[]>([])
  const link = useCallback((made: Link) => {
    setLinks(list => [...list.filter(({ id }) => id !== made.id), made])
  }, [])
  const read = useCallback(
    async (url: string) => {
      setPages(list => [...list, url])
      const page = await readPage(url)
      setPages(list => list.filter(other => other !== url))
      if (page) link(page)
    },
    [link],
  )
  return useMemo(() => {
    const { images } = pictures
    const { files } = drafts
    return {
      images,
      files,
      links,
      pages,
      web,
      setWeb,
      busy: images.some(({ url }) => !url),
      pending: [...files.filter(isPending).map(({ name }) => name), ...pages.map(nameOfPage)],
      isEmpty: images.length === 0 && !files.some(isReady),
      add: sorter(pictures, drafts),
      link,
      readPage: read,
      remove: id => {
        pictures.remove(id)
        if (files.some(file => file.id === id)) drafts.remove(id)
        setLinks(list => list.filter(link => link.id !== id))
      },
      retry: drafts.retry,
      put: parcel => {
        pictures.replace(parcel.images)
        drafts.replace(parcel.files)
        setLinks(parcel.links)
      },
    }
  }, [pictures, drafts, links, link, web, pages, read])
}
