// The entry of the worker that colours code; bundled apart, since it shares nothing with the page.
import { listen, type Request } from './tokenize'

const take = listen(answer => postMessage(answer))
addEventListener('message', (event: MessageEvent<Request>) => take(event.data))
