// List items with their place as key: for lists whose items never change places.

export const placed = <T>(items: T[]): { item: T; place: number }[] =>
  items.map((item, place) => ({ item, place }))
