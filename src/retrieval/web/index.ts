// The web: pages, transcripts of videos and searches, as text that can be kept and cited.
export { fetchPage } from './fetch'
export { collectionName, keepPage, keptAs, originOf } from './keep'
export { type Page, WebError } from './page'
export { type Reading, readAddress, readResults } from './read'
export type { Result } from './results'
export { searchWeb } from './search'
export { videoId } from './video'
export { transcript } from './youtube'
