// The flame of the house.

export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 32 32" className="shrink-0">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        d="M16 5.5c.6 4.2 6.8 6.9 6.8 13.4a6.8 6.8 0 0 1-13.6 0c0-2.9 1.4-4.9 3-6.5.2 2 .9 3.1 2 3.7-.4-4.1.2-7.9 1.8-10.6Z"
        className="fill-accent-ink"
      />
    </svg>
  )
}
