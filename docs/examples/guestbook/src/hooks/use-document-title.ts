import { useEffect } from "react";
import { guestbookTitle } from "@/lib/env";

export function useDocumentTitle(page?: string) {
  useEffect(() => {
    document.title = page ? `${page} · ${guestbookTitle}` : guestbookTitle;
  }, [page]);
}
