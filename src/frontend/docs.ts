// The page at /docs: shows the document that the page names, with a copy of Swagger UI of our own.

import css from 'swagger-ui-dist/swagger-ui.css' with { type: 'text' }
import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js'
import readable from './docs.css' with { type: 'text' }

const style = document.createElement('style')
style.textContent = css + readable
const root = document.createElement('div')
document.head.append(style)
document.body.append(root)

SwaggerUI({
  url: document.getElementById('api-reference')?.dataset.url ?? '/openapi.json',
  domNode: root,
  // The validator's badge would call another host.
  validatorUrl: null,
})
