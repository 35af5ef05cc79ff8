import type { ReactNode } from "react";
import { useDocumentTitle } from "@/hooks/use-document-title";

/** The heading of a page, which is also the title of the browser tab. */
export function PageTitle({ title, children }: { title: string; children?: ReactNode }) {
  useDocumentTitle(title);
  return (
    <div className="max-w-2xl">
      <h1 className="text-3xl font-semibold sm:text-4xl">{title}</h1>
      {children && <p className="mt-3 text-lg text-muted-foreground">{children}</p>}
    </div>
  );
}
