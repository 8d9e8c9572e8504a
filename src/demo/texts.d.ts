// Replies and sample chats are markdown files, imported as text.
declare module '*.md' {
  const text: string
  export = text
}
