import { Link } from "react-router-dom";
import seal from "@/assets/wax seal (1).svg?no-inline";
import { guestbookTitle } from "@/lib/env";

export function Brand() {
  return (
    <Link to="/" className="flex min-w-0 items-center gap-2.5 rounded-md">
      <img src={seal} alt="" width={36} height={36} className="size-9 shrink-0" />
      <span className="truncate font-serif text-lg font-semibold">{guestbookTitle}</span>
    </Link>
  );
}
