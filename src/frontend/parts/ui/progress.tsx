// How far a piece of work has come; `value` from 0 to 1, or unknown.

export function Progress({ value, label }: { value: number | null; label: string }) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { 'aria-valuenow': percent })}
      className="h-1.5 w-full overflow-hidden rounded-full bg-wash-strong"
    >
      <div
        className={`h-full rounded-full bg-text transition-[width] duration-[160ms] ${percent === null ? 'w-1/3 animate-breathe' : ''}`}
        style={percent === null ? undefined : { width: `${percent}%` }}
      />
    </div>
  )
}
