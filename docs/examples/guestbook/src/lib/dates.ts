const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
const relativeFormat = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

export function formatDay(iso: string) {
  return dayFormat.format(new Date(iso));
}

/** "today", "3 days ago", and the plain date once it is more than a month old. */
export function formatAge(iso: string, now = Date.now()) {
  const days = Math.round((new Date(iso).getTime() - now) / 86_400_000);
  return days > -31 ? relativeFormat.format(Math.min(days, 0), "day") : formatDay(iso);
}
