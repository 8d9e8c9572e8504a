// Messages of the connections page.

export const connections = {}
