// Messages of the chat page.

export const chat = {}
