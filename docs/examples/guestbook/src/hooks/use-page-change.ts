import { useEffect, useRef } from "react";
import { useLocation } from "react-router-dom";

/** After a change of page: back to the top, and the focus into the new page for keyboards and screen readers. */
export function usePageChange() {
  const { pathname } = useLocation();
  const target = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    scrollTo({ top: 0 });
    target.current?.focus({ preventScroll: true });
  }, [pathname]);
  return target;
}
