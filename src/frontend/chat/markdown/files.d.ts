// Font files are imported for their address.
declare module '*.woff2' {
  const address: string
  export = address
}

// Imported as text, to be put on the page when the first formula is met.
declare module 'katex/dist/katex.min.css' {
  const text: string
  export = text
}

// Style sheets are bundled; nothing comes of the import itself.
declare module '*/chat.css' {}
