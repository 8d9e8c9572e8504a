// Shapes of the parts of Swagger UI that /docs uses, and of styles read as text.
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  const SwaggerUI: (options: { url: string; domNode: Element; validatorUrl: null }) => unknown

  export { SwaggerUI as default }
}
declare module '*.css' {
  const text: string

  export { text as default }
}
